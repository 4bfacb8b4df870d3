import type { ExperimentState } from '../../protocol/experiment-messages.ts';

/** The experiment that runs; null while none does, or none is known. */
export function runningExperiment(experiments: readonly ExperimentState[] | null): ExperimentState | null {
  return experiments?.find(({ stoppedAt }) => stoppedAt === null) ?? null;
}
