/** Texts of the Lab, except the texts of its charts (chart-texts.ts). */

import type { LabData, LabStage, Measure } from '../../protocol/lab-messages.ts';
import type { LabSettings, SplitKind } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import {
  formatBytes,
  formatCount,
  formatErrorExactly,
  formatNames,
  formatSignedExactly,
} from '../kit/format.ts';
import { recommenderName } from '../movie/recommender-texts.ts';
import type { LabNumber } from './form-fields.ts';
import type { measureGroups, Verdict, Versus } from './measures.ts';
import { type LabState, resultsOf, workingOn } from './state.ts';

export const lab = {
  title: 'The Lab',
  lead: 'How good are recommendations, really? The Lab hides some of the ratings that people gave, lets each recommender guess without them, and counts how often it was right.',
  settings: 'What to compare',
  presets: 'Start with',
  quick: (n: number) => `Quick: ${formatCount(n)}`,
  full: (n: number) => `Full: all ${formatCount(n)}, with newcomers`,
  load: 'Settings from a file',
  recommenders: 'Recommenders',
  kinds: {
    everyone: 'The same for everyone',
    movies: 'By what films are',
    taste: 'By people with your taste',
    order: 'By what comes after what',
    stars: 'By the stars you would give',
    mix: 'Several together',
  },
  split: 'What is hidden',
  splitTerm: 'split',
  content: 'What films are compared by',
  contentTerm: 'groups of the content model',
  curve: 'Newcomers',
  curveTerm: 'newcomer curve',
  curveHelp:
    'Hides some people completely and lets them come back one rating at a time: how soon does each recommender know them? Roughly doubles the time.',
  run: 'Run',
  runAgain: 'Run again',
  cancel: 'Cancel',
  change: 'Change',
  ofRun: (settings: LabSettings, words: Words) =>
    [
      plural(settings.recommenders.length, 'recommender', 'recommenders'),
      `${inWords(splitTexts[settings.split].name.toLowerCase(), words)} hidden`,
      `lists of ${formatCount(settings.k)}`,
      `seed ${settings.seed}`,
      ...(settings.newcomers > 0 ? ['with newcomers'] : []),
    ].join(' · '),
  close: 'Close',
  none: 'Choose at least one recommender.',
  noGroup: 'Choose at least one thing that films are compared by.',
  faulty: 'Please correct the marked settings first.',
  waiting: 'The films are still being loaded.',
  running: 'Measuring',
  finished: 'Results',
  cancelled: 'Cancelled',
  failed: 'This run has failed',
  stays: 'What was measured before is still shown below.',
  nothing: 'Nothing was measured.',
  opening: 'Opening the data set',
  here: 'It runs in this tab in the background; you can leave this page and come back.',
  csv: 'Table (CSV)',
  personCsv: 'Each person (CSV)',
  json: 'Everything (JSON)',
  link: 'Copy link',
  copied: 'The link is copied: it repeats this run.',
  notCopied: 'The browser did not allow that. Copy the address of this page instead.',
  ignored: (parts: readonly string[]) =>
    `Part of the address is not known here and was ignored: ${parts.join(', ')}.`,
  otherData: (id: string) =>
    `These settings were run on another data set (${id}). On the one loaded here, the numbers will differ.`,
  loaded: (name: string) => `The settings of ${name} are below. Run them to see the results.`,
};

export const splitTexts: Record<SplitKind, { readonly name: string; readonly help: string }> = {
  perUser: {
    name: 'A fifth of each person’s ratings',
    help: 'Everybody is tested, on a random fifth of what they rated. The usual choice.',
  },
  random: {
    name: 'A tenth of all ratings (80/10/10)',
    help: 'Drawn at random from all ratings: eight tenths to learn from, one tenth to test, and one for tuning, which is not used here.',
  },
  time: {
    name: 'The latest fifth of all ratings',
    help: 'Learns from the past and is tested on what came after, as in real life. It knows nothing about people who joined later.',
  },
  lastOut: {
    name: 'Each person’s latest film',
    help: 'Leave-last-out: all but the last rating of each person are known. There is one film to find per person, so the numbers are small. What others rated after that day is learnt from, so it lets their future in.',
  },
};

export const numberTexts: Record<
  LabNumber,
  { readonly name: string; readonly term: string; readonly help: string }
> = {
  k: {
    name: 'Films in a list',
    term: 'K',
    help: 'How many recommendations count for each person.',
  },
  seed: {
    name: 'Chance',
    term: 'random seed',
    help: 'The same seed hides the same ratings and gives the same results again.',
  },
  newcomers: {
    name: 'People hidden',
    term: 'newcomers',
    help: 'Drawn from those with 40 ratings or more, never more than half of all people.',
  },
};

export const bounds = (min: number, max: number): string =>
  `A whole number from ${formatCount(min)} to ${formatCount(max)}.`;
export const mustBe = (min: number, max: number): string =>
  `Must be a whole number from ${formatCount(min)} to ${formatCount(max)}.`;

/** The argument of `term` is the length of the lists. */
export const measureTexts: Record<
  Measure,
  { readonly name: string; readonly term: (k: number) => string; readonly help: string }
> = {
  ndcg: {
    name: 'Ranking',
    term: (k) => `NDCG@${k}`,
    help: 'How far up the list the films are that a person went on to rate 4 or more. 1 means that all of them come first.',
  },
  precision: {
    name: 'Hits',
    term: (k) => `Precision@${k}`,
    help: 'Share of the list that was liked.',
  },
  recall: {
    name: 'Found',
    term: (k) => `Recall@${k}`,
    help: 'Share of what was liked that is in the list.',
  },
  f1: {
    name: 'Both',
    term: (k) => `F1@${k}`,
    help: 'Harmonic mean of the two before it.',
  },
  hitRate: {
    name: 'Any hit',
    term: (k) => `Hit rate@${k}`,
    help: 'Share of people whose list holds at least one film they liked.',
  },
  mrr: {
    name: 'First hit',
    term: (k) => `MRR@${k}`,
    help: 'One over the place of the first film they liked: 1 at the top, 0.5 in second place, 0 if none is in the list.',
  },
  map: {
    name: 'All hits',
    term: (k) => `MAP@${k}`,
    help: 'At each film they liked: what share of the films down to it they liked. The mean of that.',
  },
  rmse: {
    name: 'Typical error',
    term: () => 'RMSE, stars',
    help: 'How far predicted stars are off, large errors counting more. Lower is better.',
  },
  mae: {
    name: 'Mean error',
    term: () => 'MAE, stars',
    help: 'How far predicted stars are off on average. Lower is better.',
  },
  coverage: {
    name: 'Films shown',
    term: () => 'Coverage',
    help: 'Share of all films that are recommended to anyone. People about whom it has nothing to say do not count.',
  },
  gini: {
    name: 'Crowding',
    term: () => 'Gini',
    help: '0: all films are recommended equally often. Near 1: a few take all the places.',
  },
  novelty: {
    name: 'Little known',
    term: () => 'Novelty, bits',
    help: 'How surprising the films are on average: one more bit means half as many people have rated it.',
  },
  diversity: {
    name: 'Variety',
    term: () => 'Diversity',
    help: 'How different the genres of one list are from each other: 0 alike, 1 nothing in common.',
  },
};

export const groupTexts: Record<(typeof measureGroups)[number]['id'], string> = {
  ranking: 'Is what they like on the list?',
  stars: 'Are the stars right?',
  variety: 'How varied is it?',
};

export const table = {
  title: 'Measured',
  region: 'Table of results, scrolls sideways',
  recommender: 'Recommender',
  against: 'Against',
  seconds: 'Time',
  secondsTerm: 'seconds',
  secondsHelp:
    'Fitting and ranking. What an earlier row has fitted already is not counted again, so mixes look fast.',
  compareBy: 'Compare by',
  compareWith: 'with',
  best: 'the best',
  chosen: 'the others are compared with this one',
  hint: (people: number) =>
    `The small numbers are 95% intervals; point at any other number for its own. They would contain the true value 19 times in 20 if other people like these ${formatCount(people)} were asked (2,000 bootstrap resamples of people).`,
  pHint:
    'A difference is called clear when chance alone would show one as large in fewer than 5 of 100 such comparisons. People are compared with themselves (paired), and p is corrected for comparing several at once (Holm).',
  definitions: 'What the columns mean',
  waiting: 'waiting',
  left: 'not measured',
};

const stages: Record<LabStage, string> = {
  fitting: 'learning',
  ranking: 'ranking films',
  newcomers: 'testing newcomers',
};

export function stageText(at: { stage: LabStage; done: number; total: number | null }, words: Words): string {
  const { done, total } = at;
  const stage = inWords(stages[at.stage], words);
  return total === null ? stage : `${stage}, ${formatCount(done)} of ${formatCount(total)}`;
}

/**
 * Progress of the run: the count of recommenders, then the current one and its step, as in "3 of 5 · EASE: …, 240 of
 * 618".
 */
export function progressText(state: LabState, words: Words): string {
  if (state.data === null) return lab.opening;
  const over = state.rows.filter(({ result, problem }) => result !== null || problem !== null).length;
  const now = workingOn(state);
  const count = `${formatCount(Math.min(state.rows.length, over + 1))} of ${formatCount(state.rows.length)}`;
  return now === null ? count : `${count} · ${recommenderName(now.id, words)}: ${stageText(now.at, words)}`;
}

/** The data behind the results. */
export function dataText(
  { name, tested, movies, trainRatings, testRatings }: LabData,
  { one, many }: Words,
): string {
  return `${name}: ${plural(tested.known + tested.new, 'person', 'people')}, ${plural(movies, one, many)}, ${plural(trainRatings, 'rating', 'ratings')} to learn from, ${formatCount(testRatings)} hidden.`;
}

const verdicts: Record<Verdict, string> = {
  better: 'clearly better',
  worse: 'clearly worse',
  higher: 'clearly higher',
  lower: 'clearly lower',
  even: 'cannot be told apart',
};

export const verdictText = (verdict: Verdict): string => verdicts[verdict];

/** For example "p = 0.020", or "p ≤ 0.012" if the number of resamples allows no smaller value. */
export const pText = ({ holm, least }: Pick<Versus, 'holm' | 'least'>): string =>
  `p ${least ? '≤' : '='} ${formatErrorExactly(holm)}`;

export const pairText = ({ difference, p, holm }: Versus): string =>
  `Difference ${formatSignedExactly(difference.mean)}, 95% interval ${formatSignedExactly(difference.low)} to ${formatSignedExactly(difference.high)}; p = ${formatErrorExactly(p)} alone, ${formatErrorExactly(holm)} corrected`;

/**
 * Summary of the table in two sentences.
 * @param others the other recommenders, each with its verdict against the best
 * @param going whether the run is still measuring
 */
export function summaryText(
  best: { readonly id: RecommenderId; readonly value: number; readonly term: string },
  others: readonly { readonly id: RecommenderId; readonly verdict: Verdict }[],
  going: boolean,
  words: Words,
): string {
  const even = others.filter(({ verdict }) => verdict === 'even').map(({ id }) => recommenderName(id, words));
  const clear = others.length - even.length;
  const first = `${recommenderName(best.id, words)} ${going ? 'is first so far' : 'comes out first'}: ${best.term} ${formatErrorExactly(best.value)}.`;
  if (others.length === 0) return first;
  const ahead = `clearly ahead of ${['', 'the other one', 'both others'][clear] ?? `the other ${formatCount(clear)}`}`;
  if (even.length === 0) return `${first} It is ${ahead}.`;
  return `${first} It cannot be told apart from ${formatNames(even)}${clear === 0 ? '' : `, and is ${ahead}`}.`;
}

/** The announcement for screen readers when a run starts or ends. */
export function labNews(state: LabState): string {
  const measured = plural(resultsOf(state).length, 'recommender', 'recommenders');
  switch (state.phase) {
    case 'none':
      return '';
    case 'running':
      return `${lab.running}.`;
    case 'finished':
      return `${measured} measured.`;
    case 'cancelled':
      return `${lab.cancelled}. ${measured} measured.`;
    case 'failed':
      return `${lab.failed}.`;
  }
}

export const labFile = {
  tooLarge: (name: string, bytes: number) =>
    `${name} is too large to be Lab settings: ${formatBytes(bytes)}.`,
  unreadable: (name: string) => `${name} could not be read.`,
  tryAgain: 'Check that it still exists and try again.',
  foreign: (name: string) => `${name} was not saved by the Lab. Nothing was changed.`,
  otherVersion: (name: string) =>
    `${name} was saved by another version of the Lab, which this one cannot read. Nothing was changed.`,
  wrongSettings: (name: string) => `The settings in ${name} cannot be run here. Nothing was changed.`,
  chooseAnother: 'Choose a JSON file that the Lab has saved.',
};

/** The link from the Lab, which tests on past ratings, to live experiments, which test on the person's own choices. */
export const fromLab = 'Or let your own choices decide: a live experiment.';
