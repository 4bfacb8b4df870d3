/**
 * Keeps the whole app on the device, so that it opens and trains with the network off. Every build has a worker of
 * its own with the list of its files; a new one waits until the person asks for it, for pages of the old build still
 * need the old files.
 */
/** Put in by the build: every file of it, and a hash of them all. */
declare const __FILES__: readonly string[];
declare const __BUILD__: string;

// The types know the page's global scope only.
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const PREFIX = 'matinee-';
const own = PREFIX + __BUILD__;
const scope = new URL('./', worker.location.href);
const shell = new URL('index.html', scope).href;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(own).then((cache) =>
      // Past the browser's own cache, where a file of an earlier build may lie under a name that has not changed.
      cache.addAll(__FILES__.map((file) => new Request(new URL(file, scope), { cache: 'reload' }))),
    ),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (event.data === 'activate') event.waitUntil(worker.skipWaiting());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope.href)) return;
  event.respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(own);
  // Every address of the app is the same page. A file is the same whoever asks for it, whatever headers vary.
  const wanted = request.mode === 'navigate' ? shell : request;
  const kept = await cache.match(wanted, { ignoreSearch: true, ignoreVary: true });
  return kept ?? fetch(request);
}

function isOld(name: string): boolean {
  return name.startsWith(PREFIX) && name !== own;
}
