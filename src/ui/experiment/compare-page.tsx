import { useId } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { RecommendedCard } from '../../protocol/movie-card.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { ComparedList } from '../../protocol/recommender-messages.ts';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import {
  fittingText,
  ranking as rankingTexts,
  recommenderChoices,
  compare as texts,
} from '../movie/recommender-texts.ts';
import { Poster } from '../poster/poster.tsx';
import { useStore } from '../state/store.ts';
import { useLatestAnswer, useQuery } from '../state/use-query.ts';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import './compare.css';

const LISTED = 20;

/** The page that shows two recommenders side by side. The address names them. */
export default function ComparePage() {
  const words = useWords();
  const { lead } = useTexts(texts);
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const a = recommenderFrom(asked.get('a')) ?? 'hybrid';
  const b = recommenderFrom(asked.get('b')) ?? 'popularity';
  const { answer } = useQuery({ type: 'comparison', a, b });
  // While the worker computes one list, the page still shows the other.
  const { answer: latest } = useLatestAnswer('comparison');
  const lists = answer ?? latest;
  const inUse = useQuery({ type: 'activeRecommender' }).answer?.inUse ?? null;
  const shown = [a, b].map((id, side) => (lists?.[side].recommender === id ? lists[side] : null));
  const places = shown.map((list) => new Map(list?.cards?.map(({ movie }, n) => [movie.id, n + 1])));
  const both = [...places[0].keys()].filter((id) => places[1].has(id)).length;
  const ready = places.every(({ size }) => size > 0);
  return (
    <Page title={texts.title} lead={<p>{lead}</p>}>
      <p className="compare__overlap" role="status">
        {a === b
          ? texts.same
          : ready
            ? texts.overlap(both, Math.min(...places.map(({ size }) => size)), words)
            : ''}
      </p>
      <p className="compare__more">
        <Link href={paths.experiment}>{rankingTexts.experiment}</Link>
      </p>
      <div className="compare">
        <Side
          label={texts.first}
          id={a}
          list={shown[0]}
          elsewhere={places[1]}
          inUse={inUse === a}
          onChange={(id) => navigate(paths.compare(id, b), { replace: true })}
        />
        <Side
          label={texts.second}
          id={b}
          list={shown[1]}
          elsewhere={places[0]}
          inUse={inUse === b}
          onChange={(id) => navigate(paths.compare(a, id), { replace: true })}
        />
      </div>
    </Page>
  );
}

function Side(props: {
  readonly label: string;
  readonly id: RecommenderId;
  readonly list: ComparedList | null;
  /** The places of the movies in the other list. */
  readonly elsewhere: ReadonlyMap<number, number>;
  readonly inUse: boolean;
  readonly onChange: (id: RecommenderId) => void;
}) {
  const { label, id, list, elsewhere, inUse, onChange } = props;
  const store = useStore();
  const field = useId();
  const words = useWords();
  const nameOf = useRecommenderName();
  const { name, term, description } = useTexts(recommenderInfo[id]);
  const cards = list?.cards ?? null;
  return (
    <section className="compare__side" aria-label={`${label}: ${name}`}>
      <div className="choice">
        <label htmlFor={field}>{label}</label>
        <select
          id={field}
          value={id}
          onChange={(event) => onChange(recommenderFrom(event.target.value) ?? id)}
        >
          {recommenderChoices.map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </div>
      <p className="muted compare__about">
        {description} <span className="compare__term">({term})</span>
      </p>
      <button
        type="button"
        className="button compare__use"
        disabled={inUse}
        onClick={() => store.send({ type: 'rankBy', recommender: id })}
      >
        {inUse ? texts.used : texts.use}
      </button>
      <p className="muted compare__news" role="status">
        {list?.fitting
          ? fittingText(id, list.fitting, words)
          : list?.silent
            ? rankingTexts.silent(name, words)
            : ''}
      </p>
      <ol className="compare__list" aria-label={name} aria-busy={cards === null}>
        {cards === null
          ? Array.from({ length: LISTED }, (_, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no id
              <li key={n} className="compare__movie" aria-hidden="true">
                <span className="skeleton skeleton--line" />
              </li>
            ))
          : cards.map((card, n) => (
              <Movie
                key={card.movie.id}
                card={card}
                place={n + 1}
                other={elsewhere.get(card.movie.id) ?? null}
              />
            ))}
      </ol>
    </section>
  );
}

function Movie(props: {
  readonly card: RecommendedCard;
  readonly place: number;
  readonly other: number | null;
}) {
  const { card, place, other } = props;
  const words = useWords();
  const { movie } = card;
  return (
    <li className={other === null ? 'compare__movie' : 'compare__movie compare__movie--both'}>
      <span className="compare__place numbers" aria-hidden="true">
        {place}
      </span>
      <Link className="compare__link" href={paths.movie(movie.id)}>
        <span className="compare__poster">
          <Poster movie={movie} />
        </span>
        <span className="compare__text">
          <span className="compare__title">
            <bdi>{movie.title}</bdi> {movie.year !== null && <span className="muted">({movie.year})</span>}
          </span>
          <span className="muted compare__why">{reasonText(card.reason, words)}</span>
        </span>
      </Link>
      <span className="compare__facts numbers">
        <PredictedRating card={card} />
        {other !== null && <span className="compare__both">{texts.at(other)}</span>}
      </span>
    </li>
  );
}

function recommenderFrom(text: string | null): RecommenderId | null {
  return recommenderChoices.find((id) => id === text) ?? null;
}
