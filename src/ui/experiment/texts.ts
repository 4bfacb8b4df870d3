/** Texts about live experiments, where For you interleaves the lists of two recommenders. */
import type { ExperimentState } from '../../protocol/experiment-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatDay, formatShare } from '../kit/format.ts';
import { recommenderName } from '../movie/recommender-texts.ts';

export const experiment = {
  title: 'Live experiment',
  lead: 'Two recommenders take turns to fill your For you list, like captains picking teams. What you open, rate and save there shows which one knows you better. All of it is recorded on this device only.',
  first: 'First recommender',
  second: 'Second recommender',
  blind: 'The cards do not show which film is from which, so that you choose the film and not the name.',
  same: 'Choose two different ones.',
  start: 'Start the experiment',
  stop: 'Stop the experiment',
  going: 'Running',
  setup: 'Start one',
  setupAgain: 'Start another one',
  toList: 'Go to For you',
  use: 'Use For you as usual. Every new order of the list is a new round.',
  between: (a: string, b: string) => `${a} against ${b}`,
  since: (at: number) => `Since ${formatDay(at)}`,
  over: (from: number, to: number) => {
    const [first, last] = [formatDay(from), formatDay(to)];
    return first === last ? `On ${first}` : `${first} to ${last}`;
  },
  rounds: (n: number) => plural(n, 'list seen', 'lists seen'),
  earlier: 'Earlier experiments',
  csv: 'Save what was recorded (CSV)',
  json: 'Save it as JSON',
  remove: 'Delete this experiment',
};

export const experimentResults = {
  title: 'Which one knows you better?',
  caption: 'What was shown and what you chose',
  shown: 'Films shown',
  shownHint: 'At least half of the card was on the screen for a second',
  opened: 'Opened',
  openedHint: 'Click-through rate: films whose page you opened from the list, of those shown',
  converted: 'Liked or saved',
  convertedHint:
    'Conversion: films you rated four stars or more or put on the watchlist after they were shown, of those shown',
  won: 'Lists won',
  wonHint: 'A list is won by the recommender of which you chose more films: opened, liked or saved',
  interval: (low: number, high: number) => `${formatShare(low)} to ${formatShare(high)}`,
  intervals: `Below each share: the range in which the true share lies with ${formatShare(0.95)} certainty.`,
  decided: (decided: number, ties: number, idle: number) =>
    `${plural(decided, 'list is', 'lists are')} decided, ${plural(ties, 'is a tie', 'are ties')}, and in ${formatCount(idle)} you chose nothing.`,
  none: 'Nothing is recorded yet.',
  sign: (p: number) => `Sign test: p ${p < 0.001 ? 'below 0.001' : `= ${p.toFixed(3)}`}`,
  signHint:
    'The chance of a lead as large as this or larger if both were equally good. It only holds for a single look that was planned in advance.',
  half: `${formatShare(0.5)}: no difference`,
  anytime: `The bar is where the true share of lists lies with ${formatShare(0.95)} certainty. It is wider than usual because it holds however often you look and whenever you stop (a confidence sequence).`,
  pictureLabel: (share: string, low: string, high: string, name: string) =>
    `${name} won ${share} of the decided lists, with ${formatShare(0.95)} certainty between ${low} and ${high}. No difference would be ${formatShare(0.5)}.`,
};

/** The conclusion: which recommender is better, or how much data is missing. */
export function verdictText(
  { a, b, estimates }: Pick<ExperimentState, 'a' | 'b' | 'estimates'>,
  words: Words,
): { readonly heading: string; readonly text: string } {
  const { verdict, winRate, decided, least } = estimates;
  if (verdict.kind === 'better' && winRate.share !== null) {
    const isA = verdict.team === 'a';
    const share = isA ? winRate.share : 1 - winRate.share;
    const [low, high] = isA ? [winRate.low, winRate.high] : [1 - winRate.high, 1 - winRate.low];
    return {
      heading: `“${recommenderName(isA ? a : b, words)}” knows you better`,
      text: `It won ${formatShare(share)} of ${plural(decided, 'decided list', 'decided lists')}; its true share lies between ${formatShare(low)} and ${formatShare(high)}.`,
    };
  }
  const more = verdict.kind === 'notEnough' ? verdict.more : null;
  return {
    heading: 'Not enough data yet',
    text:
      decided < least
        ? `About ${plural(more ?? least, 'more decided list is', 'more decided lists are')} needed before anything can be said. With fewer than ${formatCount(least)} it could all be chance.`
        : more === null
          ? 'Both win about equally often. If they differ at all, it would take thousands of lists to tell.'
          : `About ${plural(more, 'more decided list is', 'more decided lists are')} needed, if it goes on like this. So far it could be chance.`,
  };
}
