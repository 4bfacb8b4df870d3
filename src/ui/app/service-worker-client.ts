import { useSyncExternalStore } from 'react';
import { scriptAddress } from '../../base/script-address.ts';

/** The newer build that is installed and waits to take over. It is null while the page runs the newest build. */
let waiting: ServiceWorker | null = null;
let isTakingOver = false;
/** Another tab has taken a newer build. This one goes on with its own until the person reloads it. */
let isBehind = false;
const listeners = new Set<() => void>();

/**
 * Stores the app on this device after the first visit has loaded what it needs. The app then opens without a network.
 * If the browser cannot do this or the person does not allow it, the app works without offline use.
 */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const script = scriptAddress(`${import.meta.env.BASE_URL}service-worker.js`);
  navigator.serviceWorker.register(script, { updateViaCache: 'none' }).then(watch, () => {});
  // The page of an older build that was in this tab is gone: perhaps nobody needs the files of that build any longer.
  navigator.serviceWorker.controller?.postMessage('opened');
  let hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isTakingOver) window.location.reload();
    // The first worker of a first visit is of the same build as the page.
    isBehind = hadController;
    hadController = true;
    for (const listener of listeners) listener();
  });
}

/** @param registration undefined where the browser has the interface but registers nothing */
function watch(registration: ServiceWorkerRegistration | undefined): void {
  if (registration === undefined) return;
  const settle = () => {
    // Without a controller this is the first install, so there is no older build to replace.
    waiting = navigator.serviceWorker.controller === null ? null : registration.waiting;
    for (const listener of listeners) listener();
  };
  settle();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', settle);
  });
}

/** Returns whether a newer build is ready. */
export function useUpdate(): boolean {
  return useSyncExternalStore(subscribe, () => isBehind || waiting !== null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reloads the page with the newer build. */
export function takeUpdate(): void {
  // Where another tab has let it take over, or it is gone, the reload alone opens the newest build.
  if (isBehind || waiting?.state !== 'installed') {
    window.location.reload();
    return;
  }
  isTakingOver = true;
  waiting.postMessage('activate');
}
