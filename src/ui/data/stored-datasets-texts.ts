/** Texts of the list of stored data sets. */
import type { StoredDataset } from '../../protocol/dataset-messages.ts';
import { plural } from '../app/texts.ts';
import { formatBytes } from '../kit/format.ts';

export const storedDatasets = {
  title: 'Data sets on this device',
  lead: 'Data sets that you have used stay here with what Matinee has learnt from them, so you can change between them without their files. Your ratings are kept apart from them.',
  loading: 'Looking up what is stored …',
  listName: 'Stored data sets',
  inUse: 'in use',
  builtIn: 'comes with Matinee',
  facts: ({ movies, users, ratings }: StoredDataset) =>
    `${plural(movies, 'title', 'titles')}, ${plural(users, 'person', 'people')}, ${plural(ratings, 'rating', 'ratings')}`,
  bytes: (bytes: number) => `${formatBytes(bytes)} on this device`,
  use: 'Use',
  labelOfUse: (name: string) => `Use ${name}`,
  delete: 'Delete',
  deleteNamed: (name: string) => `Delete ${name}`,
  deleteHint: 'To delete the data set in use, use another one first.',
  confirmTitle: (name: string) => `Delete ${name}?`,
  confirmText: ({ imported, bytes }: StoredDataset) =>
    `The data set and the models that were trained on it are deleted from this device, which frees ${formatBytes(bytes)}. ${
      imported
        ? 'To use it again you need its file, and the models are trained anew.'
        : 'To use it again Matinee has to fetch it, and the models are trained anew.'
    } Your ratings and lists stay.`,
  keep: 'Keep it',
};
