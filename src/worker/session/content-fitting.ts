import { createBackgroundPause } from '../../base/scheduling.ts';
import { type Facts, noFacts } from '../../dataset/movie-facts.ts';
import { fitTerms, groupWeights } from '../../recommenders/models/content-terms.ts';
import { movieContent } from '../../recommenders/models/movie-content.ts';
import type { SessionCore } from './session-context.ts';

/** What of the session the fitting reads and changes. */
type FittedSession = Pick<
  SessionCore,
  'catalogue' | 'background' | 'signal' | 'changed' | 'facts' | 'content'
>;

/**
 * Fits the content model to the facts that have arrived, beside everything else. Scores use it from then on; what a person
 * reads keeps its order.
 * @returns to be called after each change; it does nothing while the facts are the same
 */
export function createContentFitting(core: FittedSession): () => void {
  let fitted: Facts = noFacts;
  let giveUp = new AbortController();

  async function fitTo(facts: Facts, signal: AbortSignal): Promise<void> {
    try {
      const terms = await fitTerms(
        core.catalogue.dataset,
        facts,
        groupWeights,
        createBackgroundPause(signal),
      );
      if (signal.aborted) return;
      core.content = movieContent(terms);
      core.changed(['recommenders'], 'keep');
    } catch (thrown) {
      // Newer facts have arrived, or the session has ended.
      if (!signal.aborted) throw thrown;
    }
  }

  return () => {
    const { facts } = core;
    if (facts === fitted) return;
    fitted = facts;
    giveUp.abort();
    giveUp = new AbortController();
    core.background.add(fitTo(facts, AbortSignal.any([core.signal, giveUp.signal])));
  };
}
