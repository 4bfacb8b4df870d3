import { giveWay, onSignOfLife } from '../base/scheduling.ts';
import type { FromWorker, StarterMessage, ToWorker } from '../protocol/messages.ts';
import { doesAnswer } from '../storage/database/databases.ts';
import { createBuiltInShelf } from './dataset/built-in-shelf.ts';
import { shelfAddress, shelfManifest } from './dataset/shelf-manifest.ts';
import { createStarterInbox } from './dataset/starter-inbox.ts';
import { notLoaded } from './not-loaded.ts';
import { openAppStorage } from './session/app-storage.ts';
import { rescue } from './session/rescue.ts';
import { Session } from './session/session.ts';
import { openTabs } from './session/tabs.ts';
import { PULSE_ANSWER } from './supervised-worker.ts';
import { createBrowserThreads } from './threads/browser-threads.ts';
import { startNetworkThread } from './training/network-thread.ts';

/** After an action, the person counts as active for this long. */
const ACTIVE_MS = 300;
const shelf = createBuiltInShelf(shelfManifest, shelfAddress);
const starter = createStarterInbox();

const session = new Session({
  emit: (message: FromWorker) =>
    self.postMessage(message, message.type === 'modelExported' ? [message.bytes.buffer] : []),
  openAppStorage,
  doesAnswer,
  rescue,
  fetchDataset: shelf.dataset,
  fetchStarter: async () => shelf.starter(await starter.fetched()),
  facts: shelf,
  createThreads: createBrowserThreads,
  loadTraining: () => import('../training/train.ts').catch(notLoaded),
  startNetwork: startNetworkThread,
  loadProduct: async () => (await import('../training/wasm-matrix-vector.ts')).loadProduct(),
  loadByteScan: async () => (await import('../training/wasm-byte-scan.ts')).loadByteScan(),
  tabs: openTabs(),
});

onSignOfLife(() => self.postMessage(PULSE_ANSWER));

self.addEventListener('message', ({ data }: MessageEvent<ToWorker | StarterMessage>) => {
  if (data.type === 'pulse') self.postMessage(PULSE_ANSWER);
  else if (data.type === 'activity') giveWay(ACTIVE_MS);
  else if (data.type === 'starterComing' || data.type === 'starterFetched') starter.take(data);
  else session.handle(data);
});
