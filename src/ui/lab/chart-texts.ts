/** Texts of the charts in the Lab. */
import type { LabGroup, TenthsOf } from '../../protocol/lab-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatErrorExactly, formatShare } from '../kit/format.ts';

export const charts = {
  asTable: 'The same as a table',
  recommender: 'Recommender',
  value: 'Value',
  low: 'From',
  high: 'To',
  interval: 'Thin lines are 95% intervals.',
  quality: {
    title: (name: string) => `How well they do: ${name}`,
  },
  stars: {
    title: 'How accurate the stars are',
    hint: 'Only recommenders that predict stars. Further left is better. Accurate stars do not make a good list: compare the order above.',
    which: 'Which error',
  },
  variety: {
    title: 'Accuracy against variety',
    hint: 'Up and to the right is best: lists that are accurate and not all the same. Most trade one for the other.',
    across: 'Vertical axis',
  },
  curve: {
    title: 'Newcomers: how soon they are known',
    hint: (people: number) =>
      `${plural(people, 'person', 'people')} who were left out of training and who picked their three favourite genres at the start. Step by step they reveal more of one half of their ratings; at every step, what they liked in the other half has to be found.`,
    axis: 'Ratings given',
    given: (n: number) => plural(n, 'rating given', 'ratings given'),
    none: 'Nobody in the data set has enough ratings to be tested as a newcomer.',
    key: 'What the lines show',
  },
  deciles: {
    title: 'Does it only recommend what everybody knows?',
    hints: {
      ratings:
        'Films in ten groups with equally many ratings each: on the left the few films that everybody rates, on the right the thousands that hardly anyone rates.',
      movies: 'Ten groups with equally many films each, the most rated tenth on the left.',
    } satisfies Record<TenthsOf, string>,
    how: 'Bars: what is recommended. Lines: what the same people have rated. A bar far above its line on the left means that popular films are recommended more often than people choose them.',
    by: 'Ten groups of',
    parts: { ratings: 'all ratings', movies: 'all films' } satisfies Record<TenthsOf, string>,
    share: (share: number) => `${formatShare(share)} from the best-known tenth`,
    histories: 'People’s own films',
    historiesShare: (share: number, { many }: Words) =>
      `In people’s own ${many} it is ${formatShare(share)}.`,
    decile: (n: number) =>
      n === 0 ? 'Best-known tenth' : n === 9 ? 'Least-known tenth' : `Tenth no. ${formatCount(n + 1)}`,
    bar: (tenth: string, recommended: number, own: number, { many }: Words) =>
      `${tenth}: ${formatShare(recommended)} of recommendations, ${formatShare(own)} of people’s own ${many}`,
  },
  groups: {
    activity: 'Fair to occasional and to active people?',
    activityHint:
      'Each group is a third of the people, from those with the fewest ratings to learn from to those with the most.',
    taste: 'Fair to mainstream and to niche taste?',
    tasteHint:
      'Each group is a third of the people, by the films they rated: mainstream people rated films that many others rated too, niche people films that few others rated.',
  },
};

/** For example "Occasional (16 to 37 ratings)". */
export function groupText({ name, from, to }: LabGroup, { many }: Words): string {
  const range = isTaste(name)
    ? `their ${many} were rated by ${formatShare(from)} to ${formatShare(to)} of all people`
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
