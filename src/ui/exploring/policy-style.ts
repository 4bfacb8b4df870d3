import type { Policy } from '../../protocol/exploring-messages.ts';
import type { LineStyle } from '../chart/swatch.tsx';

/** The line of each policy. Greedy, which the others are compared with, is the widest. */
export const policyStyles: Readonly<Record<Policy, LineStyle>> = {
  random: { ink: '--run-6', dash: [2, 3], width: 2 },
  greedy: { ink: '--run-1', dash: [], width: 3 },
  epsilonGreedy: { ink: '--run-4', dash: [8, 4], width: 2 },
  linUcb: { ink: '--run-3', dash: [10, 3, 2, 3], width: 2 },
  thompson: { ink: '--run-2', dash: [], width: 2 },
};
