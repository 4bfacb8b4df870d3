import { leftOut, passes } from '../../protocol/list-settings.ts';
import type { MovieCard, RecommendedCard } from '../../protocol/movie-card.ts';
import type { Recommendations } from '../../protocol/recommendation-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { rerank } from '../../recommenders/lists/rerank.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Catalogue } from '../session/catalogue.ts';
import type { PersonalScores } from './personal-scores.ts';
import type { Ranker } from './recommender-pool.ts';
import { type Ranked, sharesOf } from './score-movies.ts';
import { isRareHere, worldOf } from './world-ratings.ts';

/** Movies asked about at a time during onboarding, with some in reserve. */
const ASKED = 12;
/** Recommendations whose components are summed up in words. */
const SUMMED_UP = 20;

/** A movie as the page shows it to this person. */
export function cardOf(catalogue: Catalogue, scores: PersonalScores, item: number): MovieCard {
  const count = catalogue.counts[item];
  const world = worldOf(catalogue, item);
  return {
    movie: catalogue.dataset.movies[item],
    predicted: scores.predicted(item),
    confidence: scores.confidence(item),
    yours: scores.rated.get(item) ?? null,
    ratings: count,
    meanStars: count > 0 ? catalogue.starSums[item] / count : null,
    runtime: scores.inputs.facts().details?.[item]?.runtime ?? null,
    world,
    isRareHere: isRareHere(catalogue, item, world),
  };
}

/** Whether a movie may be recommended: neither rated nor put aside nor filtered out by the list settings. */
export function mayRecommend(
  catalogue: Catalogue,
  { unwanted, inputs }: PersonalScores,
  item: number,
): boolean {
  const { listSettings } = inputs.stored;
  return (
    !unwanted.has(item) && passes(listSettings, catalogue.dataset.movies[item], catalogue.shelf.known[item])
  );
}

/**
 * The best items that may be recommended, adjusted by the list settings.
 * @param first items that come before all others, in their order, where they may still be recommended
 */
export function bestItems(
  catalogue: Catalogue,
  scores: PersonalScores,
  count: number,
  first: readonly number[],
): number[] {
  const stay = first.filter((item) => mayRecommend(catalogue, scores, item)).slice(0, count);
  const { person, unwanted, inputs } = scores;
  const { total } = scores.ranked().scores;
  const { listSettings } = inputs.stored;
  const more = count - stay.length;
  return [...stay, ...rerank(total, person, catalogue.shelf, listSettings, stay, unwanted, more)];
}

/** The best items by one recommender. */
export interface BestItems {
  readonly recommender: RecommenderId;
  readonly items: readonly number[];
  /** Whether the recommender has nothing to go by. */
  readonly silent: boolean;
}

/** The best items by any recommender, adjusted by the list settings. */
export function bestItemsBy(
  catalogue: Catalogue,
  scores: PersonalScores,
  ranker: Ranker,
  count: number,
): BestItems {
  const { person, unwanted, inputs } = scores;
  const ranked = scores.rankedBy(ranker);
  const { listSettings } = inputs.stored;
  const items = rerank(ranked.scores.total, person, catalogue.shelf, listSettings, [], unwanted, count);
  return { recommender: ranked.id, items, silent: ranked.silent };
}

/** The best movies exactly as a recommender ranks them, whatever the list settings. */
export function topCards(
  catalogue: Catalogue,
  scores: PersonalScores,
  ranker: Ranker,
  count: number,
): { readonly cards: readonly RecommendedCard[]; readonly silent: boolean } {
  const ranked = scores.rankedBy(ranker);
  const items = topItems(ranked.scores.total, count, scores.unwanted);
  return { cards: recommendedCards(catalogue, scores, ranked, items), silent: ranked.silent };
}

/**
 * The list of For you as the page shows it.
 * @param experiment the interleaved list that the items are of, null where they are of none
 */
export function recommendationsOf(
  catalogue: Catalogue,
  scores: PersonalScores,
  items: readonly number[],
  experiment: string | null,
): Recommendations {
  const ranked = scores.ranked();
  const { movies } = catalogue.dataset;
  const { unwanted, inputs } = scores;
  const filtered = leftOut(inputs.stored.listSettings, movies, catalogue.shelf.known);
  const isMixed = experiment === null && ranked.id === 'hybrid';
  return {
    cards:
      experiment === null
        ? recommendedCards(catalogue, scores, ranked, items)
        : items.map((item) => blindCard(catalogue, scores, item)),
    available: movies.length - unwanted.size - filtered.filter((item) => !unwanted.has(item)).length,
    experiment,
    components: isMixed ? sharesOf(ranked.scores, items.slice(0, SUMMED_UP)) : null,
    by: ranked.id,
    silent: ranked.silent,
  };
}

function recommendedCards(
  catalogue: Catalogue,
  scores: PersonalScores,
  ranked: Ranked,
  items: readonly number[],
): RecommendedCard[] {
  return items.map((item) => ({ ...cardOf(catalogue, scores, item), reason: ranked.reason(item) }));
}

/** In an experiment a reason would give away which recommender picked the movie. */
function blindCard(catalogue: Catalogue, scores: PersonalScores, item: number): RecommendedCard {
  return { ...cardOf(catalogue, scores, item), reason: { kind: 'blind' } };
}

/** The movies on the watchlist that are not rated yet, newest first. */
export function watchlistOf(catalogue: Catalogue, scores: PersonalScores): MovieCard[] {
  return [...scores.inputs.stored.marks]
    .filter(([, { mark }]) => mark === 'watchlist')
    .sort(([, a], [, b]) => b.at - a.at)
    .flatMap(([movieId]) => catalogue.indexOf.get(movieId) ?? [])
    .filter((item) => !scores.rated.has(item))
    .map((item) => cardOf(catalogue, scores, item));
}

/** Movies to ask the person about next, best first. */
export function questionsFor(catalogue: Catalogue, scores: PersonalScores): MovieCard[] {
  const excluded = new Set([...scores.rated.keys(), ...scores.marked('notInterested')]);
  for (const movieId of scores.inputs.stored.skipped) {
    const item = catalogue.indexOf.get(movieId);
    if (item !== undefined) excluded.add(item);
  }
  const items = catalogue.asker(scores.person, scores.prediction(), excluded, ASKED);
  return items.map((item) => cardOf(catalogue, scores, item));
}
