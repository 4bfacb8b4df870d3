/** Texts of the charts in the Lab. */
import type { LabGroup, TenthsOf } from '../../protocol/lab-messages.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatErrorExactly, formatShare } from '../kit/format.ts';

export const charts = {
  asTable: 'The same as a table',
  recommender: 'Recommender',
  value: 'Value',
  low: 'From',
  high: 'To',
  interval: 'Thin lines are 95 % intervals.',
  quality: {
    title: (name: string) => `How well they do: ${name}`,
  },
  stars: {
    title: 'How right the stars are',
    hint: 'Only those that predict stars. Further left is better. Good stars do not make a good list: compare the order above.',
    which: 'Which error',
  },
  variety: {
    title: 'Accuracy against variety',
    hint: 'Up and right is best: lists that hit and are not all alike. Most give up one for the other.',
    across: 'Upwards',
  },
  curve: {
    title: 'Newcomers: how soon it knows them',
    hint: (people: number) =>
      `${plural(people, 'person', 'people')} who took no part in the learning, and who picked their three favourite genres at the start. They tell more and more of one half of what they rated; what they liked of the other half is to be found at every step.`,
    axis: 'Ratings given',
    given: (n: number) => plural(n, 'rating given', 'ratings given'),
    none: 'The data set has nobody with ratings enough to play a newcomer.',
    key: 'What the lines show',
  },
  deciles: {
    title: 'Does it only recommend what everybody knows?',
    hints: {
      ratings:
        'Films in ten parts that got equally many ratings: on the left the few films that everybody rates, on the right thousands that hardly anyone does.',
      movies: 'Films in ten parts of equally many films, the most rated tenth of them on the left.',
    } satisfies Record<TenthsOf, string>,
    how: 'Bars: what is recommended. Lines: what the same people have rated themselves. A bar far above its line on the left pushes what is popular beyond what people choose by themselves.',
    by: 'Ten parts of',
    parts: { ratings: 'all ratings', movies: 'all films' } satisfies Record<TenthsOf, string>,
    share: (share: number) => `${formatShare(share)} from the best-known tenth`,
    histories: 'People’s own films',
    historiesShare: (share: number) => `In people’s own films it is ${formatShare(share)}.`,
    decile: (n: number) =>
      n === 0 ? 'Best-known tenth' : n === 9 ? 'Least-known tenth' : `${formatCount(n + 1)}. tenth`,
    bar: (tenth: string, recommended: number, own: number) =>
      `${tenth}: ${formatShare(recommended)} of recommendations, ${formatShare(own)} of people’s own films`,
  },
  groups: {
    activity: 'Fair to occasional and to active people?',
    activityHint:
      'A third of the people each: those with the fewest ratings to learn from, and those with the most.',
    taste: 'Fair to mainstream and to niche taste?',
    tasteHint:
      'A third of the people each, by the films they rated: mainstream is who rated films that many others rated too, niche who rated films that few did.',
  },
};

/** For example "Occasional (16 to 37 ratings)". */
export function groupText({ name, from, to }: LabGroup): string {
  const range = isTaste(name)
    ? `their films reach ${formatShare(from)} to ${formatShare(to)} of all people`
    : `${formatCount(from)} to ${plural(to, 'rating', 'ratings')}`;
  return `${groupNames[name]} (${range})`;
}

export const groupNames: Record<LabGroup['name'], string> = {
  occasional: 'Occasional',
  regular: 'In between',
  active: 'Active',
  niche: 'Niche',
  mixed: 'In between',
  mainstream: 'Mainstream',
};

const isTaste = (name: LabGroup['name']): boolean => ['niche', 'mixed', 'mainstream'].includes(name);

/** For example "0.305 (0.289 to 0.321)". */
export const intervalText = (interval: {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}): string =>
  `${formatErrorExactly(interval.mean)} (${formatErrorExactly(interval.low)} to ${formatErrorExactly(interval.high)})`;
