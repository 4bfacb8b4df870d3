import { reportOf } from '../../base/problem.ts';
import type { ExportQueries, ImportCommand } from '../../protocol/import-messages.ts';
import { itemOf } from '../session/catalogue.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';
import { takeOverPerson } from '../session/shared-changes.ts';
import { adoptFactors } from './adopt-factors.ts';
import { backupOf } from './export-backup.ts';
import { exportedFiles } from './export-elsewhere.ts';

/** Uses what was just stored, and lets other tabs use it. */
async function adoptStoredPerson(context: SessionContext): Promise<void> {
  await takeOverPerson(context);
  context.experiment.read(context.person.experiments);
  context.changed(['person'], 'new');
  context.tabs.post('person');
  context.tabs.post('experiments');
}

/** Tries movies that wait in this data set, and uses what was found. */
export async function retryWaiting(context: SessionContext): Promise<void> {
  if (context.stored.waiting.size === 0) return;
  if (await context.imports.retryWaiting()) await adoptStoredPerson(context);
}

/** Failures of an import belong to its dialog, not to a toast. */
async function orRefuse({ emit }: SessionContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    // The person has closed the dialog.
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return;
    emit({ type: 'importRefused', problem: reportOf(thrown) });
  }
}

export const importCommands = {
  previewImport: (context, { files }) =>
    orRefuse(context, async () => {
      const { areSparkFactors, readSparkFactors } = await import(
        '../../dataset/archive/read-spark-factors.ts'
      );
      if (await areSparkFactors(files)) {
        const factors = await context.imports.giveUpBy(async (signal) =>
          adoptFactors(context, await readSparkFactors(files, signal), signal),
        );
        context.emit({ type: 'factorsImported', factors });
        return;
      }
      const found = await context.imports.preview(files);
      if ('dataset' in found) {
        context.emit({ type: 'importedDataset' });
        context.previews.preview(found.dataset);
      } else context.emit({ type: 'importPreviewed', review: found });
    }),
  mendImport: (context, { key, movieId }) =>
    orRefuse(context, async () => {
      if (movieId !== null) itemOf(context.catalogue, movieId);
      context.emit({ type: 'importPreviewed', review: await context.imports.mend(key, movieId) });
    }),
  mapTable: (context, { name, mapping }) =>
    orRefuse(context, async () =>
      context.emit({ type: 'importPreviewed', review: await context.imports.mapTable(name, mapping) }),
    ),
  useImportedList: (context, { list, as }) =>
    orRefuse(context, async () =>
      context.emit({ type: 'importPreviewed', review: await context.imports.useList(list, as) }),
    ),
  async placeWaiting(context, { key, movieId }) {
    itemOf(context.catalogue, movieId);
    await context.imports.placeWaiting(key, movieId);
    await adoptStoredPerson(context);
  },
  async removeWaiting(context, { key }) {
    await context.imports.removeWaiting(key);
    await adoptStoredPerson(context);
  },
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
      context.emit(backupOf(await context.storage.loadPerson(), context.catalogue, new Date())),
    ),
} satisfies CommandHandlers<ImportCommand>;

export const importQueries = {
  exportedFiles: {
    dependsOn: ['person', 'dataset'],
    priority: 2,
    answer: ({ person, catalogue }, { layout }) => exportedFiles(layout, person, catalogue),
  },
} satisfies QueryHandlers<keyof ExportQueries>;
