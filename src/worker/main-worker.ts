import { giveWay } from '../base/scheduling.ts';
import type { Acting } from '../protocol/activity.ts';
import type { Command, Event } from '../protocol/messages.ts';
import { fetchDataset } from './dataset/fetch-dataset.ts';
import { openAppStorage } from './session/app-storage.ts';
import { createSession } from './session/session.ts';
import { openTabs } from './session/tabs.ts';

/** A person who acts is taken to go on for so long. */
const ACTING_MS = 300;
const builtIn = new URL(`${import.meta.env.BASE_URL}datasets/ml-latest-small.zip`, self.location.origin);

const session = createSession({
  emit: (event: Event) => self.postMessage(event, event.type === 'modelExported' ? [event.bytes.buffer] : []),
  openAppStorage,
  fetchDataset: (emit) => fetchDataset(builtIn.href, 'ml-latest-small', emit),
  loadTraining: () => import('../training/train.ts'),
  loadProduct: async () => (await import('../training/wasm-matrix-vector.ts')).loadProduct(),
  tabs: openTabs(),
});

self.addEventListener('message', ({ data }: MessageEvent<Command | Acting>) => {
  if (data.type === 'acting') giveWay(ACTING_MS);
  else session.handle(data);
});
