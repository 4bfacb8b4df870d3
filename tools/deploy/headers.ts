/**
 * What a server must send: the one source of vite preview and of the files for static hosts. The table of docs/deploy.md
 * says the same, which a test checks.
 */

/** Sent with every response, the worker's script too: a policy in a meta element would not bind the worker. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Text can become a script nowhere, and only src/base/script-address.ts makes addresses of scripts: those of workers.
  "require-trusted-types-for 'script'",
  'trusted-types matinee',
].join('; ');

/**
 * Together they make the page cross-origin isolated, so that WebAssembly's memory can be shared between threads. All that
 * Matinee loads is its own, so the second one shuts nothing out. The service worker stores both with every file.
 */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/** The headers of every response, by name. */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  ...isolation,
};

/** How long a browser may use a file without asking. */
export const caching = {
  /** Of names with a hash of the content, in these folders. */
  hashed: 'public, max-age=31536000, immutable',
  folders: ['assets', 'datasets'],
  /** The only file in them without a hash. */
  unhashed: 'datasets/matinee-films.zip',
  /** Of everything else: it is asked for on every visit. */
  other: 'no-cache',
} as const;

/** Whether an address, without the base of the app, looks like a file; all others are pages. */
export function looksLikeFile(path: string): boolean {
  return /\.[^/]*$/.test(path) || caching.folders.some((folder) => path.startsWith(`/${folder}/`));
}
