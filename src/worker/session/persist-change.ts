import type { PersonCommand } from '../../protocol/person-messages.ts';
import { applyCommand, checkCommand, writeCommand } from './apply-command.ts';
import type { CommandHandlers } from './handlers.ts';
import type { SessionContext } from './session-context.ts';
import { personState } from './snapshots.ts';

/**
 * Carries out a person command. The write begins first and answers are computed at once; `personChanged` confirms when
 * the change is on disk. While training takes its turns, waiting for the disk before answering would be felt.
 */
function changePerson(context: SessionContext, command: PersonCommand, received: number): void {
  context.nextRevision();
  checkCommand(context.library, command);
  const at = Date.now();
  // First, so that what is confirmed to the page is recorded too: writes end in the order in which they began.
  context.experiment.recordCommand(command);
  const write = writeCommand(context.storage, command, at);
  context.person = applyCommand(context.person, command, at);
  const person = personState(context.person, context.library);
  context.changed(['person'], 'new', received);
  const confirmed = write.then(() => {
    context.emit({ type: 'personChanged', person });
    context.tabs.post('person');
  });
  context.writes.add(confirmed.catch((thrown: unknown) => restorePerson(context, thrown)));
}

/** A write failed: back to what is really stored. */
async function restorePerson(context: SessionContext, thrown: unknown): Promise<void> {
  context.reportError(thrown);
  context.person = await context.storage.loadPerson();
  context.emit({ type: 'personChanged', person: personState(context.person, context.library) });
  context.changed(['person'], 'new');
}

export const personCommands = {
  rate: changePerson,
  pickGenres: changePerson,
  skip: changePerson,
  finishOnboarding: changePerson,
  setListSettings: changePerson,
  mark: changePerson,
} satisfies CommandHandlers<PersonCommand>;
