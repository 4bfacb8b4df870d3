import { useState } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { stars as starTexts } from '../app/texts.ts';
import { ImportButton } from '../import/import-button.tsx';
import { Page } from '../kit/page.tsx';
import { SortBar } from '../kit/sort-bar.tsx';
import { GenreTiles } from '../poster/genre-tiles.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { AbsentMovies } from './absent-movies.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import { RatedMovie } from './rated-movie.tsx';
import { type RatingOrder, sortRatings } from './sort-ratings.ts';
import { ratings as texts } from './texts.ts';
import { WaitingMovies } from './waiting-movies.tsx';
import './ratings.css';

const ORDERS: readonly { id: RatingOrder; name: string }[] = [
  { id: 'date', name: texts.byDate },
  { id: 'stars', name: texts.byStars },
  { id: 'title', name: texts.byTitle },
];

/** The number of movies listed at first. It is small because the statistics are below the list. */
const STEP = 20;
const MORE = 100;

/** Shows the person's ratings and genres and lets them change both. */
export default function RatingsPage() {
  const words = useWords();
  const ratings = useSelect((state) => state.person.ratings);
  const absent = useSelect((state) => state.person.absent.ratings);
  const loading = useSelect((state) => state.app.loading);
  // Titles of other data sets may have none.
  const hasGenres = useSelect(({ app: { dataset } }) => dataset === null || dataset.genres.length > 0);
  return (
    <Page
      title={texts.title}
      lead={
        loading !== null ? (
          <LoadingProgress loading={loading} />
        ) : ratings.length > 0 ? (
          <p>{texts.count(ratings.length, words)}</p>
        ) : undefined
      }
    >
      {ratings.length > 0 ? <RatingList /> : loading === null && <NoRatings elsewhere={absent.length > 0} />}
      {ratings.length > 0 && <ProfilePanel />}
      <AbsentMovies movies={absent.map(({ movie, stars }) => ({ movie, what: starTexts.given(stars) }))} />
      <WaitingMovies />
      {/* This section waits for the list above, because the list would push it down when it appears. */}
      {loading === null && hasGenres && (
        <section className="ratings-genres" aria-labelledby="my-genres">
          <h2 id="my-genres">{texts.genres}</h2>
          <p className="muted">{texts.genresHint}</p>
          <GenreTiles small />
        </section>
      )}
    </Page>
  );
}

function RatingList() {
  const ratings = useSelect((state) => state.person.ratings);
  const [order, setOrder] = useState<RatingOrder>('date');
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <SortBar orders={ORDERS} order={order} onChange={setOrder} />
      <ul className="rated-list">
        {sortRatings(ratings, order)
          .slice(0, shown)
          .map((rated) => (
            <RatedMovie key={rated.movie.id} rated={rated} />
          ))}
      </ul>
      {ratings.length > shown && (
        <div className="rated-more">
          <button type="button" className="button" onClick={() => setShown(shown + MORE)}>
            {texts.more(Math.min(MORE, ratings.length - shown), ratings.length - shown)}
          </button>
        </div>
      )}
    </>
  );
}

function NoRatings({ elsewhere }: { readonly elsewhere: boolean }) {
  const words = useWords();
  return (
    <div className="empty">
      <p>
        {elsewhere ? texts.emptyHere(words) : texts.empty(words)}
        <br />
        <span className="muted">{texts.emptyHint}</span>
      </p>
      <div className="empty__acts">
        <Link className="button button--main" href={paths.rateMovies}>
          {texts.start(words)}
        </Link>
        <ImportButton />
        <Link className="button button--quiet" href={paths.taste}>
          {texts.openTaste}
        </Link>
      </div>
    </div>
  );
}
