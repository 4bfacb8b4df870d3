import type { Action } from '../state/actions.ts';

/**
 * Once the worker has deleted the databases, deletes all else that this origin has stored: choices, notes, the files for
 * offline use and the service worker.
 */
export function forgetTraces({ type }: Action): void {
  if (type !== 'forgotten') return;
  for (const storage of ['localStorage', 'sessionStorage'] as const) {
    try {
      window[storage].clear();
    } catch {
      // The browser denies it, so there is nothing in it either.
    }
  }
  delete document.documentElement.dataset.theme;
  forgetOffline().catch(() => {
    // Without caches or service workers there is nothing to delete.
  });
}

async function forgetOffline(): Promise<void> {
  // First the service worker, or it would store files again.
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
