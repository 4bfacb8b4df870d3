import { defineConfig } from 'vitest/config';

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
].join('; ');

export default defineConfig({
  // The es format lets the worker load TF.js as a chunk of its own, only when something is trained.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Fonts and images stay files: the policy allows no data: fonts.
    assetsInlineLimit: 0,
    // TF.js's chunks are large and known to be; they are loaded in the worker only.
    chunkSizeWarningLimit: 1500,
  },
  preview: {
    headers: {
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
  },
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
    testTimeout: 30_000,
  },
});
