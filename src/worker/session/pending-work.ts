/** Work that goes on beside the queue of commands. What fails is reported. */
export interface PendingWork {
  add(work: Promise<unknown>): void;
  /** Resolves when all that was added has ended. */
  idle(): Promise<void>;
}

export function createPendingWork(reportError: (thrown: unknown) => void): PendingWork {
  const pending = new Set<Promise<unknown>>();
  return {
    add(work) {
      const ended: Promise<unknown> = work.catch(reportError).finally(() => pending.delete(ended));
      pending.add(ended);
    },
    async idle() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
