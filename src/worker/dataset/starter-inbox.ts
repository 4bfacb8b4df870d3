import type { StarterMessage } from '../../protocol/messages.ts';

/** Where the starter arrives that the page fetches while the code of the worker is still on its way. */
export interface StarterInbox {
  take(message: StarterMessage): void;
  /** The file, once it is here; null where the page has not begun to fetch it, or could not. */
  fetched(): Promise<Uint8Array | null>;
}

export function createStarterInbox(): StarterInbox {
  let coming: Promise<Uint8Array | null> = Promise.resolve(null);
  let arrive: (bytes: Uint8Array | null) => void = () => {};
  return {
    take(message) {
      if (message.type === 'starterFetched') return arrive(message.bytes);
      coming = new Promise((resolve) => {
        arrive = resolve;
      });
    },
    fetched: () => coming,
  };
}
