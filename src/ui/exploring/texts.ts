/** Texts of the simulation of exploring. */
import type {
  ExploringResult,
  ExploringSettings,
  Policy,
  PolicyResult,
} from '../../protocol/exploring-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import {
  formatCount,
  formatError,
  formatErrorExactly,
  formatNames,
  formatSigned,
  formatSignedExactly,
} from '../kit/format.ts';
import type { ExploringState } from './state.ts';

export const exploring = {
  title: 'Exploring, simulated',
  lead: ({ many }: Words) =>
    `Always showing the best guess teaches little about a person; trying things out teaches more, but shows worse ${many} meanwhile. Does it pay? People of the data set are hidden from training, start without ratings and answer as they rated.`,
  fields: {
    users: {
      name: () => 'People',
      term: 'users',
      help: () => 'How many are hidden from training and answer, at most half of all.',
    },
    steps: {
      name: ({ Many }) => `${Many} for each`,
      term: 'steps',
      help: ({ many }) =>
        `Shown one after the other. Only people who rated three times as many ${many} take part.`,
    },
    seed: {
      name: () => 'Chance',
      term: 'random seed',
      help: () => 'The same seed gives the same figures again.',
    },
  } satisfies Record<
    keyof ExploringSettings,
    {
      readonly name: (words: Words) => string;
      readonly term: string;
      readonly help: (words: Words) => string;
    }
  >,
  mustBe: (min: number, max: number) =>
    `Must be a whole number from ${formatCount(min)} to ${formatCount(max)}.`,
  run: 'Simulate',
  again: 'Simulate again',
  cancel: 'Stop',
  running: 'Simulating',
  here: 'This runs in your browser, beside everything else. You can look at other pages meanwhile.',
  opening: 'Opening the data set',
  training: (done: number, total: number) =>
    `Training the thorough model without these people: sweep ${formatCount(done)} of ${formatCount(total)}`,
  answering: (done: number, total: number) =>
    `People answer: ${formatCount(done)} of ${formatCount(total)} rounds`,
  cancelled: 'Stopped. There is no result.',
  finished: 'The simulation has ended.',
  failed: 'The simulation failed.',
  table: {
    way: 'Way to choose',
    reward: 'Liked',
    error: 'Off by, at the end',
    against: (difference: string, low: string, high: string) => `${difference} (${low} to ${high})`,
    hint: ({ many }: Words, users: number, before: string) =>
      `Means over ${plural(users, 'person', 'people')}. Small numbers: the difference from greedy, person by person, with its 95% interval. Off by: the error of the predicted stars (RMSE) of a third of their ${many}, which are never shown; before the first answer it is ${before}. Only ${many} that a person rated can be shown, and people rate what they expect to like: each way does better here than in life, and only the differences count.`,
  },
  reward: {
    title: ({ many }: Words) => `What it earns: ${many} liked`,
    hint: ({ many }: Words) =>
      `How many of the ${many} shown so far got four stars or more. Higher is better.`,
    axis: 'liked',
  },
  error: {
    title: 'What it learns: error of the predicted stars',
    hint: ({ many }: Words) =>
      `How far predictions for ${many} that are never shown are off (RMSE), after each answer. Lower is better.`,
    axis: 'stars off',
  },
  steps: ({ Many }: Words) => `${Many} shown`,
  after: (n: number) => `After ${formatCount(n)}`,
  asTable: 'The same as a table',
  csv: 'Table (CSV)',
};

export const policyTexts: Record<Policy, { readonly name: string; readonly help: (words: Words) => string }> =
  {
    random: { name: 'Random', help: ({ one }) => `any ${one}` },
    greedy: { name: 'Greedy', help: () => 'always the best guess' },
    epsilonGreedy: {
      name: 'Epsilon-greedy',
      help: ({ one }) => `the best guess, but one time in ten any ${one}`,
    },
    linUcb: { name: 'LinUCB', help: () => 'what may well be best: the upper confidence bound' },
    thompson: { name: 'Thompson', help: () => 'the best in one draw from what the model believes' },
  };

/** What the run is doing now. */
export function exploringProgressText({ at }: ExploringState): string {
  return at === null ? exploring.opening : exploring[at.stage](at.done, at.total);
}

const lastOf = (values: readonly number[]): number => values[values.length - 1];

/**
 * What the figures say, in two sentences: whether any way earns more than greedy does, and which one knows people best at
 * the end. A difference counts where its 95% interval is on one side of zero.
 */
export function verdict({ policies, settings: { steps } }: ExploringResult, words: Words): string {
  const greedy = policies.find(({ policy }) => policy === 'greedy');
  if (greedy === undefined) throw new RangeError('Greedy is what the others are compared with');
  const others = policies.flatMap((one) =>
    one.againstGreedy === null
      ? []
      : [{ ...one, ...against(one.againstGreedy), name: policyTexts[one.policy].name }],
  );
  const shown = `${formatCount(steps)} ${words.many}`;
  const better = others.filter(({ earns }) => earns.low > 0);
  const worse = others.filter(({ earns }) => earns.high < 0);
  const earned = formatError(lastOf(greedy.reward));
  const pays =
    better.length > 0
      ? `Exploring pays here: of ${shown}, people liked ${earned} that greedy chose, and clearly more with ${formatNames(better.map(namedReward))}.`
      : `Exploring does not pay within ${shown}: people liked ${earned} that greedy chose, and no other way did clearly better.`;
  const costs =
    better.length === 0 && worse.length > 0 ? ` Clearly worse: ${formatNames(worse.map(namedReward))}.` : '';
  const wiser = others
    .filter(({ learns }) => learns.high < 0)
    .sort((a, b) => lastOf(a.error) - lastOf(b.error));
  const learnt =
    wiser.length > 0
      ? ` ${wiser[0].name} learnt the most about people: it is off by ${formatErrorExactly(lastOf(wiser[0].error))} stars at the end, greedy by ${formatErrorExactly(lastOf(greedy.error))}.`
      : ' None of them learnt clearly more about people than greedy did.';
  return `${pays}${costs}${learnt}`;
}

function against({ reward, error }: NonNullable<PolicyResult['againstGreedy']>) {
  return { earns: reward, learns: error };
}

const namedReward = (one: { readonly name: string; readonly earns: { readonly mean: number } }): string =>
  `${one.name} (${formatSigned(one.earns.mean)})`;

/** The difference of a figure from that of greedy, with its interval. */
export function againstText(
  { mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number },
  isExact: boolean,
): string {
  const format = isExact ? formatSignedExactly : formatSigned;
  return exploring.table.against(format(mean), format(low), format(high));
}
