import { giveWay } from '../base/scheduling.ts';
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import { fetchDataset } from './dataset/fetch-dataset.ts';
import { openAppStorage } from './session/app-storage.ts';
import { Session } from './session/session.ts';
import { openTabs } from './session/tabs.ts';

/** After an action, the person counts as active for this long. */
const ACTIVE_MS = 300;
const builtIn = new URL(`${import.meta.env.BASE_URL}datasets/ml-latest-small.zip`, self.location.origin);

const session = new Session({
  emit: (message: FromWorker) =>
    self.postMessage(message, message.type === 'modelExported' ? [message.bytes.buffer] : []),
  openAppStorage,
  fetchDataset: (emit) => fetchDataset(builtIn.href, 'ml-latest-small', emit),
  loadTraining: () => import('../training/train.ts'),
  loadProduct: async () => (await import('../training/wasm-matrix-vector.ts')).loadProduct(),
  tabs: openTabs(),
});

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'activity') giveWay(ACTIVE_MS);
  else session.handle(data);
});
