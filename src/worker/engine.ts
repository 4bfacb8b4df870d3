import type { BackendName } from './training-run.ts';

type Training = typeof import('../training/train.ts');

/** What trains. */
interface Started {
  readonly training: Training;
  readonly backend: Awaited<ReturnType<Training['startBackend']>>;
}

/** TF.js, which has one backend at a time: all that is trained in this tab shares it. */
export interface Engine {
  /** Brings in the learn side and starts the backend, both on first use: reopening the page needs neither. */
  start(): Promise<Started>;
  /** After a failure: the next start begins with a fresh backend. */
  drop(): void;
}

export function createEngine(load: () => Promise<Training>, choice: BackendName | 'auto'): Engine {
  let backend: ReturnType<Training['startBackend']> | null = null;
  return {
    async start() {
      const training = await load();
      backend ??= training.startBackend(choice);
      return { training, backend: await backend };
    },
    drop() {
      backend = null;
    },
  };
}
