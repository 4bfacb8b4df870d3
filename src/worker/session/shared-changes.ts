import { adoptStoredModel } from '../training/session-training.ts';
import { loadPersonAgain, type SessionContext } from './session-context.ts';
import { openedEvent, personState } from './snapshots.ts';
import type { News } from './tabs.ts';

/** Takes over what another tab has stored, without moving what the person looks at. */
export async function takeOver(context: SessionContext, news: News): Promise<void> {
  switch (news) {
    case 'forgotten':
      return context.restart({ why: 'forgotten' });
    case 'dataset':
      return context.restart({ why: 'dataset', read: null });
    case 'experiments': {
      const { experiments } = await context.storage.loadPerson();
      return context.experiment.read(experiments);
    }
    case 'person':
      await takeOverPerson(context);
      return context.changed(['person'], 'keep');
    case 'model':
      await adoptStoredModel(context);
      return takeOverRuns(context);
    case 'runs':
      return takeOverRuns(context);
  }
}

/** The person as stored now: another tab or an import has changed them. */
export async function takeOverPerson(context: SessionContext): Promise<void> {
  await loadPersonAgain(context);
  context.activeRecommender.choose(context.person.rankedBy);
  context.emit({ type: 'personChanged', person: personState(context.stored, context.catalogue) });
}

async function takeOverRuns(context: SessionContext): Promise<void> {
  await context.runs.read();
  // The page must not lose sight of a run that goes on here.
  if (!context.training.isTraining()) context.emit(openedEvent(context));
  context.changed(['model', 'runs'], 'keep');
}
