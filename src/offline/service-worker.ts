/**
 * Stores the whole app on the device, so that it opens and trains without a network. Every build has its own service
 * worker with the list of its files. A new one waits until the person asks for it in one of the tabs. The others go on
 * with the old build: its files stay for as long as a tab of it lives.
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

const isolation = [
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
] as const;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(own).then((cache) => Promise.all(__FILES__.map((file) => store(cache, file)))));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim().then(deleteUnused));
});

worker.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (event.data === 'activate') event.waitUntil(worker.skipWaiting());
  if (event.data === 'opened') event.waitUntil(deleteUnused().then(restoreEvicted));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope.href)) return;
  event.respondWith(respond(request));
  if (request.mode === 'navigate') event.waitUntil(noteTab(event.resultingClientId));
});

/**
 * What the visit has fetched already is not fetched again. Only under a name without a hash may the HTTP cache hold a file of
 * an earlier build.
 */
function requestOf(file: string): Request {
  return new Request(new URL(file, scope), { cache: isHashed(file) ? 'default' : 'reload' });
}

function isHashed(file: string): boolean {
  return /-[\w-]{8}\.\w+$/.test(file);
}

/**
 * Fetches again what the browser has deleted of this build, or the app would no longer open without a network. Names with
 * a hash come first: where the server no longer has them it has another build, and its page does not belong here.
 */
async function restoreEvicted(): Promise<void> {
  const cache = await caches.open(own);
  const present = new Set((await cache.keys()).map(({ url }) => url));
  const missing = __FILES__.filter((file) => !present.has(new URL(file, scope).href));
  try {
    await Promise.all(missing.filter(isHashed).map((file) => store(cache, file)));
    await Promise.all(missing.filter((file) => !isHashed(file)).map((file) => store(cache, file)));
  } catch {
    // Without a network or with a newer build on the server: the next visit tries again, or the next build is installed.
  }
}

/** Fetches a file and stores it. @throws TypeError where it does not come: then nothing of this build is installed */
async function store(cache: Cache, file: string): Promise<void> {
  const request = requestOf(file);
  const response = await fetch(request);
  if (!response.ok) throw new TypeError(`${file} did not come: ${response.status}`);
  await cache.put(request, isolated(response));
}

/**
 * The response with the headers that make a page cross-origin isolated. The HTTP cache may hold a file of an earlier build
 * that was sent without them; a browser refuses such a file as a worker of an isolated page.
 */
function isolated(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of isolation) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

async function respond(request: Request): Promise<Response> {
  // Every address of the app is the same page, and a file is the same for every request, whatever its headers.
  const target = request.mode === 'navigate' ? shell : request;
  const how = { ignoreSearch: true, ignoreVary: true };
  const cache = await caches.open(own);
  const cached = await cache.match(target, how);
  if (cached !== undefined) return cached;
  // A tab of an older build asks for a file of that build: its name, with a hash, stands for one content.
  for (const name of await oldCaches()) {
    const old = await (await caches.open(name)).match(target, how);
    if (old !== undefined) return old;
  }
  return fetch(request);
}

/** Where it stands which tabs this build has opened: an entry a tab, in a cache, since a service worker may end any time. */
const TABS = `tabs-of-${PREFIX}${__BUILD__}`;
const tabKey = (id: string) => new URL(`tabs/${id}`, scope).href;

async function noteTab(id: string): Promise<void> {
  if (id === '') return;
  const cache = await caches.open(TABS);
  await cache.put(tabKey(id), new Response(''));
}

/** Deletes the files of older builds once every tab is of this build. */
async function deleteUnused(): Promise<void> {
  const known = await caches.open(TABS);
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const openKeys = new Set(open.map(({ id }) => tabKey(id)));
  const ofThisBuild = new Set<string>();
  for (const { url } of await known.keys()) {
    if (openKeys.has(url)) ofThisBuild.add(url);
    else await known.delete(url);
  }
  // A tab that this build has not opened is of an older one, or came from the network before there was a service worker.
  if (ofThisBuild.size < openKeys.size) return;
  for (const name of await caches.keys()) {
    if (isOld(name) || (name.startsWith(`tabs-of-${PREFIX}`) && name !== TABS)) await caches.delete(name);
  }
}

/** Newest first. */
async function oldCaches(): Promise<string[]> {
  return (await caches.keys()).filter(isOld).reverse();
}

function isOld(name: string): boolean {
  return name.startsWith(PREFIX) && name !== own;
}
