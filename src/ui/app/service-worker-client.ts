import { useSyncExternalStore } from 'react';

/** A build that is installed and waits to take over; null while the page is of the newest build there is. */
let waiting: ServiceWorker | null = null;
let isTakingOver = false;
const listeners = new Set<() => void>();

/**
 * Keeps the app on this device, once the first visit has what it needs: from then on it opens with the network off.
 * A browser that cannot or a person who does not allow it only goes without.
 */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const script = `${import.meta.env.BASE_URL}service-worker.js`;
  navigator.serviceWorker.register(script, { updateViaCache: 'none' }).then(watch, () => {});
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isTakingOver) window.location.reload();
  });
}

/** @param registration undefined where the browser has the interface but registers nothing */
function watch(registration: ServiceWorkerRegistration | undefined): void {
  if (registration === undefined) return;
  const settle = () => {
    // Without a controller this is the first install: there is no older build to be replaced.
    waiting = navigator.serviceWorker.controller === null ? null : registration.waiting;
    for (const listener of listeners) listener();
  };
  settle();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', settle);
  });
}

/** Whether a newer build is ready. */
export function useUpdate(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reloads the page with the newer build. */
export function takeUpdate(): void {
  isTakingOver = true;
  waiting?.postMessage('activate');
}
