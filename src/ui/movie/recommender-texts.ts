/** Texts about the recommender of a list: choosing one, comparing two. */
import type { Waiting } from '../../protocol/experiment-messages.ts';
import { type RecommenderId, recommenderIds, recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { Fitting, LearningBound } from '../../protocol/recommender-messages.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatShare } from '../kit/format.ts';

export const recommenderName = (id: RecommenderId, words: Words): string =>
  inWords(recommenderInfo[id].name, words);

/** Every recommender in list order: Matinee's own first, then the others from the simplest on. */
export const recommenderChoices: readonly RecommenderId[] = [
  'hybrid',
  ...recommenderIds.filter((id) => id !== 'hybrid'),
];

export const ranking = {
  by: 'Ranked by',
  title: 'What orders your list?',
  lead: 'The predicted stars on the cards still come from the model in use. Only the order and the reasons change.',
  close: 'Close',
  until: 'Until then the list stays as it is.',
  compare: 'Compare two lists',
  experiment: 'Or let your own choices decide between two: a live experiment',
  silent: (name: string, { one }: Words) =>
    `${name} has nothing to go by yet: rate a ${one} you like. Until then what most people like comes first.`,
};

/** A sentence about what a recommender needs before it can order movies; null if it needs nothing. */
export const needsText = (id: RecommenderId, words: Words): string | null =>
  inWords(recommenderInfo[id].needs ?? null, words);

/** The progress of a recommender: what it prepares, or what it trains, for which recommender, and the percentage. */
export function fittingText(recommender: RecommenderId, { part, done }: Fitting, words: Words): string {
  const name = `“${recommenderName(part, words)}”`;
  const what = part === recommender ? name : `${name} for “${recommenderName(recommender, words)}”`;
  if (done === null) return `Preparing ${what}.`;
  return done === 0
    ? `${what} waits until the current training has ended.`
    : `Training ${what}: ${formatShare(done)}.`;
}

/** The progress of what is fitted in the background. */
export const learningText = ({ part, done }: Fitting, words: Words): string =>
  `Learning “${recommenderName(part, words)}”${done === null ? '' : `: ${formatShare(done)}`}.`;

/** How what is fitted in the background changes the list. */
export const learningEffect = 'The list gets better when it is done.';

const BOUNDED: readonly RecommenderId[] = ['userKnn', 'itemKnn', 'ease', 'ials', 'viewing'];

/** What a recommender leaves out of a large data set; null where it learns from all of it. */
export function boundText(id: RecommenderId, bound: LearningBound | null, { many }: Words): string | null {
  if (bound === null || !BOUNDED.includes(id)) return null;
  const { ratings, of, movies, ofMovies } = bound;
  const parts = [
    ratings < of &&
      `Learns from ${formatCount(ratings)} of the ${formatCount(of)} ratings here: those of people drawn by lot.`,
    id === 'ease' &&
      movies < ofMovies &&
      `Knows the ${formatCount(movies)} most rated of ${formatCount(ofMovies)} ${many} and leaves out the others.`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : parts.join(' ');
}

export const compare = {
  title: 'Compare two lists',
  lead: 'The first twenty films that two recommenders rank for you, without your sliders and filters.',
  first: 'First list',
  second: 'Second list',
  at: (place: number) => `also no. ${formatCount(place)}`,
  overlap: (n: number, of: number, { one, many }: Words) =>
    `${formatCount(n)} of ${plural(of, `${one} is`, `${many} are`)} in both lists.`,
  same: 'Both sides show the same recommender.',
  use: 'Rank For you by this',
  used: 'Ranks For you now',
};

/** The text of a list about the live experiment that it is part of. */
export const inExperiment = {
  note: 'An experiment is running: two recommenders take turns in this list.',
  results: 'Results',
  waits: 'The experiment is waiting.',
};

/** The reason why For you does not interleave both lists yet. */
export function waitingText(waiting: Waiting, words: Words): string {
  if (waiting.kind === 'fitting')
    return `${fittingText(waiting.recommender, waiting.fitting, words)} It starts by itself when this is done.`;
  return `“${recommenderName(waiting.recommender, words)}” has nothing to go by yet: rate a ${words.one} you like, and it starts.`;
}
