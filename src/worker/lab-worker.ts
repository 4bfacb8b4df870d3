import type { LabCommand, LabEvent } from '../protocol/lab-messages.ts';
import { fetchDataset } from './dataset/fetch-dataset.ts';
import { openLabDataset } from './lab/lab-dataset.ts';
import { createLabSession } from './lab/lab-session.ts';
import { trainForLab } from './lab/lab-training.ts';

const builtIn = new URL(`${import.meta.env.BASE_URL}datasets/ml-latest-small.zip`, self.location.origin);

const session = createLabSession({
  emit: (event: LabEvent) => self.postMessage(event),
  openDataset: () => openLabDataset(() => fetchDataset(builtIn.href, 'ml-latest-small', () => {})),
  trainStars: trainForLab,
});

self.addEventListener('message', (message: MessageEvent<LabCommand>) => session.handle(message.data));
