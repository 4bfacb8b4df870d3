import { Problem, reportOf } from '../../base/problem.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import type { Exclusion } from '../../dataset/exclude-suspicious.ts';
import type { DatasetCommand } from '../../protocol/dataset-messages.ts';
import type { Command } from '../../protocol/messages.ts';
import type { Ports } from '../session/environment.ts';
import type { Visit } from '../session/session-context.ts';
import { dataInUse } from './active-dataset.ts';
import { createDatasetPreviews, previewOf } from './preview-dataset.ts';

/** Which data set is in use, and what of it. */
export interface Switching {
  /** Rejects with what is not told otherwise. What takes long goes on beside the queue. */
  handle(visit: Visit, command: DatasetCommand): Promise<void> | void;
  /** Forgets what was offered. */
  drop(): void;
}

interface SwitchingPorts extends Pick<Ports, 'emit' | 'fetchDataset'> {
  /** Null while none is open. */
  visit(): Visit | null;
  /** Does something once all that was asked for before is done. */
  enqueue(work: () => Promise<void> | void): void;
  /** Goes on beside the queue. */
  beside(work: Promise<void>): void;
  /** Begins anew with what is kept now. */
  startAnew(visit: Visit): Promise<void>;
}

const types: Readonly<Record<DatasetCommand['type'], true>> = {
  previewDataset: true,
  useDataset: true,
  discardPreview: true,
  useBuiltIn: true,
  leaveOut: true,
};

export function isDatasetCommand(command: Command): command is DatasetCommand {
  return Object.hasOwn(types, command.type);
}

export function createSwitching(ports: SwitchingPorts): Switching {
  const { emit, fetchDataset, visit, enqueue, beside, startAnew } = ports;
  const previewing = createDatasetPreviews({
    ...{ emit, fetchDataset },
    base: () => visit()?.data.base ?? null,
    previewed: (dataset) =>
      enqueue(() => {
        const now = visit();
        if (now === null || previewing.held() !== dataset) return;
        emit({ type: 'datasetPreviewed', datasetPreview: previewOf(dataset, now.data.base, now.stored) });
      }),
  });

  async function goBack(): Promise<void> {
    const dataset = await previewing.builtIn();
    if (dataset === null) return;
    enqueue(async () => {
      const now = visit();
      if (now !== null && (await saveDataset(now, dataset))) await startAnew(now);
    });
  }

  return {
    drop: previewing.drop,
    async handle(now, command) {
      switch (command.type) {
        case 'previewDataset':
          return beside(previewing.datasetPreview(command.name, command.bytes));
        case 'discardPreview':
          return previewing.drop();
        case 'useBuiltIn':
          return beside(goBack());
        case 'useDataset':
          if (await saveDataset(now, previewing.held())) await startAnew(now);
          return;
        case 'leaveOut': {
          const chosen = { kinds: command.kinds, at: Date.now() / 1000 };
          if (await saveExcluding(now, chosen)) await startAnew(now);
        }
      }
    },
  };
}

/**
 * Keeps another data set in place of the one in use. What the person's films are called is kept first, so that those
 * which the other lacks can still be listed.
 * @returns false where it cannot be kept; that is told, and all stays as it was
 */
function saveDataset(visit: Visit, dataset: Dataset | null): Promise<boolean> {
  return kept(visit, dataset?.name ?? null, async () => {
    if (dataset === null) throw noPreview();
    await visit.storage.rememberMovies(moviesOf(visit));
    await visit.storage.saveDataset(dataset);
  });
}

/** Keeps what is left out of the data set in use from now on; it stays as it is itself. @returns as keepDataset */
function saveExcluding(visit: Visit, chosen: Exclusion): Promise<boolean> {
  const { base } = visit.data;
  return kept(visit, base.name, async () => {
    dataInUse(base, chosen);
    await visit.storage.rememberMovies(moviesOf(visit));
    await visit.storage.saveExcluding(base.id, chosen);
  });
}

/** Training goes on meanwhile: where nothing can be kept, nothing must have been broken off. */
async function kept(visit: Visit, name: string | null, keep: () => Promise<void>): Promise<boolean> {
  const { emit, tabs } = visit;
  emit({ type: 'datasetSaving' });
  try {
    await keep();
  } catch (thrown) {
    emit({ type: 'datasetRefused', name, problem: reportOf(thrown) });
    return false;
  }
  tabs.tell('dataset');
  return true;
}

/** The person's films that the data set in use holds. */
function moviesOf({ stored, library }: Visit): Movie[] {
  const ids = new Set([...stored.ratings.keys(), ...stored.marks.keys()]);
  return [...ids].flatMap((id) => {
    const item = library.indexOf.get(id);
    return item === undefined ? [] : [library.dataset.movies[item]];
  });
}

function noPreview(): Problem {
  return new Problem('settings', 'No other data set is there to be used.', 'Choose its file once more.');
}
