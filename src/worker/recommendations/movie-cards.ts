import { leftOut, passes } from '../../protocol/list-settings.ts';
import type { MovieCard, RecommendedCard } from '../../protocol/movie-card.ts';
import type { Recommendations } from '../../protocol/recommendation-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { rerank } from '../../recommenders/lists/rerank.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Library } from '../session/catalogue.ts';
import type { PersonalScores } from './personal-scores.ts';
import type { Ranker } from './recommender-pool.ts';
import { type Ranked, sharesOf } from './score-movies.ts';

/** Movies asked about at a time during onboarding, with some in reserve. */
const ASKED = 12;
/** Recommendations whose components are summed up in words. */
const SUMMED_UP = 20;

/** A movie as the page shows it to this person. */
export function cardOf(library: Library, scores: PersonalScores, item: number): MovieCard {
  const count = library.counts[item];
  return {
    movie: library.dataset.movies[item],
    predicted: scores.predicted(item),
    certainty: scores.certainty(item),
    yours: scores.rated.get(item) ?? null,
    ratings: count,
    meanStars: count > 0 ? library.starSums[item] / count : null,
  };
}

/** Whether a movie may be recommended: neither rated nor put aside nor filtered out by the list settings. */
export function mayRecommend(library: Library, { unwanted, inputs }: PersonalScores, item: number): boolean {
  const { listSettings } = inputs.stored;
  return !unwanted.has(item) && passes(listSettings, library.dataset.movies[item], library.counts[item]);
}

/**
 * The best items that may be recommended, adjusted by the list settings.
 * @param first items that come before all others, in their order, where they may still be recommended
 */
export function bestItems(
  library: Library,
  scores: PersonalScores,
  count: number,
  first: readonly number[],
): number[] {
  const stay = first.filter((item) => mayRecommend(library, scores, item)).slice(0, count);
  const { person, unwanted, inputs } = scores;
  const { total } = scores.ranked().scores;
  const { listSettings } = inputs.stored;
  const more = count - stay.length;
  return [...stay, ...rerank(total, person, library.shelf, listSettings, stay, unwanted, more)];
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
  library: Library,
  scores: PersonalScores,
  ranker: Ranker,
  count: number,
): BestItems {
  const { person, unwanted, inputs } = scores;
  const ranked = scores.rankedBy(ranker);
  const { listSettings } = inputs.stored;
  const items = rerank(ranked.scores.total, person, library.shelf, listSettings, [], unwanted, count);
  return { recommender: ranked.id, items, silent: ranked.silent };
}

/** The best movies exactly as a recommender ranks them, whatever the list settings. */
export function topCards(
  library: Library,
  scores: PersonalScores,
  ranker: Ranker,
  count: number,
): { readonly cards: readonly RecommendedCard[]; readonly silent: boolean } {
  const ranked = scores.rankedBy(ranker);
  const items = topItems(ranked.scores.total, count, scores.unwanted);
  return { cards: recommendedCards(library, scores, ranked, items), silent: ranked.silent };
}

/**
 * The list of For you as the page shows it.
 * @param experiment the interleaved list that the items are of, null where they are of none
 */
export function recommendationsOf(
  library: Library,
  scores: PersonalScores,
  items: readonly number[],
  experiment: string | null,
): Recommendations {
  const ranked = scores.ranked();
  const { movies } = library.dataset;
  const { unwanted, inputs } = scores;
  const filtered = leftOut(inputs.stored.listSettings, movies, library.counts);
  const isMixed = experiment === null && ranked.id === 'hybrid';
  return {
    cards:
      experiment === null
        ? recommendedCards(library, scores, ranked, items)
        : items.map((item) => blindCard(library, scores, item)),
    available: movies.length - unwanted.size - filtered.filter((item) => !unwanted.has(item)).length,
    experiment,
    components: isMixed ? sharesOf(ranked.scores, items.slice(0, SUMMED_UP)) : null,
    by: ranked.id,
    silent: ranked.silent,
  };
}

function recommendedCards(
  library: Library,
  scores: PersonalScores,
  ranked: Ranked,
  items: readonly number[],
): RecommendedCard[] {
  return items.map((item) => ({ ...cardOf(library, scores, item), reason: ranked.reason(item) }));
}

/** In an experiment a reason would give away which recommender picked the movie. */
function blindCard(library: Library, scores: PersonalScores, item: number): RecommendedCard {
  return { ...cardOf(library, scores, item), reason: { kind: 'blind' } };
}

/** The movies on the watchlist that are not rated yet, newest first. */
export function watchlistOf(library: Library, scores: PersonalScores): MovieCard[] {
  return [...scores.inputs.stored.marks]
    .filter(([, { mark }]) => mark === 'watchlist')
    .sort(([, a], [, b]) => b.at - a.at)
    .flatMap(([movieId]) => library.indexOf.get(movieId) ?? [])
    .filter((item) => !scores.rated.has(item))
    .map((item) => cardOf(library, scores, item));
}

/** Movies to ask the person about next, best first. */
export function questionsFor(library: Library, scores: PersonalScores): MovieCard[] {
  const excluded = new Set([...scores.rated.keys(), ...scores.marked('notInterested')]);
  for (const movieId of scores.inputs.stored.skipped) {
    const item = library.indexOf.get(movieId);
    if (item !== undefined) excluded.add(item);
  }
  const items = library.asker(scores.person, scores.prediction(), excluded, ASKED);
  return items.map((item) => cardOf(library, scores, item));
}
