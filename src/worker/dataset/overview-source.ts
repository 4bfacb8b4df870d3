import { createBackgroundPause } from '../../base/scheduling.ts';
import { finish, finishWithPauses } from '../../base/steps.ts';
import type { Overview } from '../../protocol/overview-messages.ts';
import type { SessionCore } from '../session/session-context.ts';
import { summarizeDataset } from './summarize-dataset.ts';

/** Of so many ratings the overview is computed at once, in less than a tenth of a second. */
const AT_ONCE = 300_000;

type OverviewPorts = Pick<SessionCore, 'catalogue' | 'data' | 'background' | 'progressed' | 'signal'>;

/**
 * The overview of the data set, computed when it is first asked for. Of many ratings that takes seconds, so it is computed in
 * pieces beside everything else.
 * @returns what is known now; null until it is computed, after which `overview` has progressed
 */
export function createOverviewSource(ports: OverviewPorts): () => Overview | null {
  const { catalogue, data, background, progressed, signal } = ports;
  let known: Overview | null = null;
  let hasBegun = false;

  async function compute(): Promise<void> {
    try {
      const steps = summarizeDataset(catalogue, data, Date.now());
      known = await finishWithPauses(steps, createBackgroundPause(signal));
      progressed('overview');
    } catch (thrown) {
      // The session has ended, and nobody waits any more.
      if (!signal.aborted) throw thrown;
    }
  }

  return () => {
    if (hasBegun) return known;
    hasBegun = true;
    if (data.base.ratings.item.length > AT_ONCE) background.add(compute());
    else known = finish(summarizeDataset(catalogue, data, Date.now()));
    return known;
  };
}
