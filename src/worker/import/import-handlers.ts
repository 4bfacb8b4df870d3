import { reportOf } from '../../base/problem.ts';
import type { ImportCommand } from '../../protocol/import-messages.ts';
import type { CommandHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';
import { takeOverPerson } from '../session/shared-changes.ts';
import { backupOf } from './export-backup.ts';

/** Uses what was just stored, and lets other tabs use it. */
async function adoptStoredPerson(context: SessionContext): Promise<void> {
  await takeOverPerson(context);
  context.experiment.read(context.person.experiments);
  context.changed(['person'], 'new');
  context.tabs.post('person');
  context.tabs.post('experiments');
}

/** Failures of an import belong to its dialog, not to a toast. */
async function orRefuse({ emit }: SessionContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    emit({ type: 'importRefused', problem: reportOf(thrown) });
  }
}

export const importCommands = {
  previewImport: (context, { files }) =>
    orRefuse(context, async () => {
      const found = await context.imports.preview(files);
      if ('dataset' in found) {
        context.emit({ type: 'importedDataset' });
        context.previews.preview(found.dataset.name, found.dataset.bytes);
      } else context.emit({ type: 'importPreviewed', review: found });
    }),
  acceptImport: (context) =>
    orRefuse(context, async () => {
      const review = await context.imports.accept();
      await adoptStoredPerson(context);
      context.emit({ type: 'importAdded', review });
    }),
  discardImport: ({ imports }) => imports.discard(),
  undoImport: (context) =>
    orRefuse(context, async () => {
      await context.imports.undo();
      await adoptStoredPerson(context);
      context.emit({ type: 'importUndone' });
    }),
  backUp: (context) =>
    orRefuse(context, async () =>
      context.emit(backupOf(await context.storage.loadPerson(), context.library, new Date())),
    ),
} satisfies CommandHandlers<ImportCommand>;
