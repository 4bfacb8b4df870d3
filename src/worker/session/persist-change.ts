import { Problem, reportOf } from '../../base/problem.ts';
import type { PersonCommand } from '../../protocol/person-messages.ts';
import { stalledStorage } from '../../storage/database/storage-errors.ts';
import { applyCommand, checkCommand, timeOfChange, writeCommand } from './apply-command.ts';
import type { CommandHandlers } from './handlers.ts';
import { loadPersonAgain, type SessionContext } from './session-context.ts';
import { personState } from './snapshots.ts';

/**
 * Carries out a person command. The write begins first and answers are computed at once; `personChanged` confirms when
 * the change is on disk. While training takes its turns, waiting for the disk before answering would be felt.
 */
function changePerson(context: SessionContext, command: PersonCommand, received: number): void {
  context.nextRevision();
  checkCommand(context.catalogue, command);
  const at = timeOfChange(context.person, command, Date.now());
  // First, so that what is confirmed to the page is recorded too: writes end in the order in which they began.
  context.experiment.recordCommand(command);
  const write = writeCommand(context.storage, command, at);
  context.unstored.supersede(command);
  context.person = applyCommand(context.person, command, at);
  context.changed(['person'], 'new', received);
  const isLate = setTimeout(() => waitsForDisk(context, command, at, stalledStorage()), WRITE_LIMIT_MS);
  const confirmed = write.then(() => {
    context.unstored.written(command, at);
    confirmChange(context, command, at);
  });
  const settled = confirmed.catch((thrown: unknown) => notWritten(context, command, at, thrown));
  context.writes.add(settled.finally(() => clearTimeout(isLate)));
}

/** A write that takes longer is shown as not saved yet. */
const WRITE_LIMIT_MS = 5000;

function waitsForDisk(context: SessionContext, command: PersonCommand, at: number, why: Problem): void {
  if (context.signal.aborted) return;
  context.unstored.add(command, at, why);
  context.unstored.report();
}

/** A change is on disk: the page hears of the person as stored now. */
export function confirmChange(context: SessionContext, command: PersonCommand, at: number): void {
  context.stored = applyCommand(context.stored, command, at);
  context.emit({ type: 'personChanged', person: personState(context.stored, context.catalogue) });
  context.tabs.post('person');
}

/**
 * Without room, or without an answer, the change waits until it can be written. After any other failure it is taken back:
 * back to what is stored.
 */
async function notWritten(
  context: SessionContext,
  command: PersonCommand,
  at: number,
  thrown: unknown,
): Promise<void> {
  if (thrown instanceof Problem && ['storage-full', 'storage-stalled'].includes(thrown.code)) {
    return waitsForDisk(context, command, at, thrown);
  }
  context.emit({ type: 'failed', problem: reportOf(thrown), of: command });
  await loadPersonAgain(context);
  context.emit({ type: 'personChanged', person: personState(context.stored, context.catalogue) });
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
