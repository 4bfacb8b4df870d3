/** What another tab of Matinee has changed in storage. */
export type News = 'person' | 'model' | 'runs' | 'experiments' | 'dataset' | 'forgotten';

/** The other tabs of Matinee in this browser. */
export interface Tabs {
  /**
   * The lock that allows one tab at a time to train on a data set. A tab that crashes releases it.
   * @returns the function that releases it, null while another tab holds it
   */
  lockTraining(datasetId: string): Promise<(() => void) | null>;
  /** Resolves when no tab trains on the data set. */
  untilFree(datasetId: string): Promise<void>;
  post(news: News): void;
  listen(listener: (news: News) => void): void;
}

/** For a tab that shares nothing with others. */
export const alone: Tabs = {
  lockTraining: async () => () => {},
  untilFree: async () => {},
  post: () => {},
  listen: () => {},
};

const NAME = 'matinee';
const all: readonly unknown[] = [
  ...(['person', 'model', 'runs', 'experiments', 'dataset', 'forgotten'] satisfies News[]),
];

/** Web Locks and BroadcastChannel. Without them (Node, a page that is not served securely) the tab works alone. */
export function openTabs(): Tabs {
  const locks = globalThis.navigator?.locks;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);
  return {
    lockTraining: locks === undefined ? alone.lockTraining : (id) => requestLock(locks, lockName(id)),
    async untilFree(id) {
      await locks?.request(lockName(id), () => {});
    },
    post: (news) => channel?.postMessage(news),
    listen(listener) {
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isNews(data)) listener(data);
      });
    },
  };
}

function lockName(datasetId: string): string {
  return `${NAME}-training-${datasetId}`;
}

function requestLock(locks: LockManager, name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(null);
        return new Promise<void>((release) => resolve(release));
      })
      // Denied, as in some private windows: no other tab can hold it either.
      .catch(() => resolve(() => {}));
  });
}

/** A tab of another build may post what this one does not know. */
function isNews(data: unknown): data is News {
  return all.includes(data);
}
