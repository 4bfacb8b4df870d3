import { useState } from 'react';
import { Link } from 'wouter';
import type { MovieCard as Card } from '../../protocol/movie-card.ts';
import type { MarkedMovie } from '../../protocol/person-messages.ts';
import { paths } from '../app/routes.ts';
import { formatDay } from '../kit/format.ts';
import { Page } from '../kit/page.tsx';
import { SortBar } from '../kit/sort-bar.tsx';
import { MovieCard, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { MovieLine } from '../movie/movie-line.tsx';
import { markActions, watchlist } from '../movie/watchlist-texts.ts';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useActs, useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { AbsentMovies } from './absent-movies.tsx';
import { NamedLists } from './named-lists.tsx';
import './watchlist.css';

type Order = 'date' | 'stars' | 'year';
const ORDERS: readonly { readonly id: Order; readonly name: string }[] = [
  { id: 'date', name: watchlist.byDate },
  { id: 'stars', name: watchlist.byStars },
  { id: 'year', name: watchlist.byYear },
];

/** Shows the movies to watch and the movies that the person has hidden permanently. */
export default function WatchlistPage() {
  const words = useWords();
  const { answer: cards } = useQuery({ type: 'watchlist' });
  const absent = useSelect((state) => state.person.absent.marks);
  const loading = useSelect((state) => state.app.loading);
  return (
    <Page
      title={watchlist.title}
      lead={
        loading !== null ? (
          <LoadingProgress loading={loading} />
        ) : cards !== null && cards.length > 0 ? (
          <p>{watchlist.count(cards.length, words)}</p>
        ) : undefined
      }
    >
      {cards === null ? <Waiting /> : cards.length === 0 ? <Nothing /> : <ToWatch cards={cards} />}
      {cards !== null && <NamedLists />}
      {cards !== null && <PutAside />}
      <AbsentMovies movies={absent.map(({ movie, mark }) => ({ movie, what: markActions[mark].name }))} />
    </Page>
  );
}

function ToWatch({ cards }: { readonly cards: readonly Card[] }) {
  const texts = useTexts(watchlist);
  const [order, setOrder] = useState<Order>('date');
  const added = useSelect((state) => state.person.marks);
  const dayOf = new Map(added.map(({ movie, at }) => [movie.id, formatDay(at)]));
  return (
    <>
      <SortBar orders={ORDERS} order={order} onChange={setOrder} />
      <ul className="movie-grid" aria-label={texts.region}>
        {sorted(cards, order).map((card) => (
          <li key={card.movie.id}>
            <MovieCard card={card} note={texts.added(dayOf.get(card.movie.id) ?? '')} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Sorts the cards. The worker already sends the newest first. */
function sorted(cards: readonly Card[], order: Order): readonly Card[] {
  if (order === 'date') return cards;
  const value = ({ predicted, movie }: Card) => (order === 'stars' ? (predicted ?? 0) : (movie.year ?? 0));
  return [...cards].sort((a, b) => value(b) - value(a));
}

function PutAside() {
  const texts = useTexts(watchlist);
  const marks = useSelect((state) => state.person.marks);
  const starsOf = useSelect((state) => state.person.starsOf);
  // A rated movie may be marked as seen on a later day; it is among the ratings already.
  const aside = marks.filter(
    ({ mark, movie }) => mark !== 'watchlist' && !(mark === 'seen' && starsOf.has(movie.id)),
  );
  if (aside.length === 0) return null;
  return (
    <section className="watchlist-aside" aria-labelledby="put-aside">
      <h2 id="put-aside">{texts.aside}</h2>
      <p className="muted">{texts.asideHint}</p>
      <ul className="rated-list">
        {aside.map((marked) => (
          <AsideLine key={marked.movie.id} marked={marked} />
        ))}
      </ul>
    </section>
  );
}

function AsideLine({ marked }: { readonly marked: MarkedMovie }) {
  const { movie, mark } = marked;
  const { mark: put } = useActs();
  return (
    <li className="rated">
      <MovieLine movie={movie} about={[movie.year, markActions[mark].name].filter(Boolean).join(' · ')} />
      <button
        type="button"
        className="button"
        aria-label={watchlist.backOf(movie.title)}
        onClick={() => put(movie, null)}
      >
        {watchlist.back}
      </button>
    </li>
  );
}

function Waiting() {
  const { region } = useTexts(watchlist);
  return (
    <ul className="movie-grid" aria-busy="true" aria-label={region}>
      {[1, 2, 3, 4, 5, 6].map((n) => (
        <li key={n}>
          <MovieCardSkeleton />
        </li>
      ))}
    </ul>
  );
}

function Nothing() {
  const texts = useTexts(watchlist);
  return (
    <div className="empty">
      <p>
        {texts.empty}
        <br />
        <span className="muted">{texts.emptyHint}</span>
      </p>
      <Link className="button button--main" href={paths.forYou}>
        {texts.start}
      </Link>
    </div>
  );
}
