import { onSignOfLife } from '../base/scheduling.ts';
import type { LabCommand, LabWorkerEvent } from '../protocol/lab-messages.ts';
import type { PulseMessage } from '../protocol/messages.ts';
import { createBuiltInShelf } from './dataset/built-in-shelf.ts';
import { shelfAddress, shelfManifest } from './dataset/shelf-manifest.ts';
import { openLabDataset } from './lab/lab-dataset.ts';
import { openLabFacts, openLabImported } from './lab/lab-facts.ts';
import { trainNetworkForLab } from './lab/lab-network.ts';
import { createLabSession } from './lab/lab-session.ts';
import { trainForLab } from './lab/lab-training.ts';
import { PULSE_ANSWER } from './supervised-worker.ts';

const shelf = createBuiltInShelf(shelfManifest, shelfAddress);

const session = createLabSession({
  emit: (event: LabWorkerEvent) => self.postMessage(event),
  openDataset: () => openLabDataset(() => shelf.dataset(() => {})),
  openFacts: (dataset) => openLabFacts(dataset, shelf),
  openImported: (dataset, name) => openLabImported(dataset, name),
  trainStars: trainForLab,
  trainNetwork: trainNetworkForLab,
});

onSignOfLife(() => self.postMessage(PULSE_ANSWER));

self.addEventListener('message', ({ data }: MessageEvent<LabCommand | PulseMessage>) => {
  if (data.type === 'pulse') self.postMessage(PULSE_ANSWER);
  else session.handle(data);
});
