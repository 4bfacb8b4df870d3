/**
 * Stores the whole app on the device, so that it opens and trains without a network. Every build has its own service
 * worker with the list of its files. A new one waits until the person asks for it, because open pages of the old build
 * still need the old files.
 */
/** Filled in by the build: the names of its files, and a hash of all of them. */
declare const __FILES__: readonly string[];
declare const __BUILD__: string;

// TypeScript's types describe the page's global scope only.
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const PREFIX = 'matinee-';
const own = PREFIX + __BUILD__;
const scope = new URL('./', worker.location.href);
const shell = new URL('index.html', scope).href;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(own).then((cache) =>
      // Bypass the HTTP cache: it may hold a file of an earlier build under the same name.
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
  event.respondWith(respond(request));
});

async function respond(request: Request): Promise<Response> {
  const cache = await caches.open(own);
  // Every address of the app is the same page, and a file is the same for every request, whatever its headers.
  const target = request.mode === 'navigate' ? shell : request;
  const cached = await cache.match(target, { ignoreSearch: true, ignoreVary: true });
  return cached ?? fetch(request);
}

function isOld(name: string): boolean {
  return name.startsWith(PREFIX) && name !== own;
}
