import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { besideTheApp, deploy, notePackages } from './tools/deploy/deploy-plugin.ts';
import { headers, isolation } from './tools/deploy/headers.ts';
import { archiveFile, shelf } from './tools/shelf/shelf-plugin.ts';

const serviceWorker = 'service-worker.js';

/** Tells the service worker every file of the build, so that the whole app is kept for when the network is off. */
function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    // Once all is written: what other plugins drop or add at the last moment counts too.
    async writeBundle({ dir }) {
      const worker = join(dir ?? '', serviceWorker);
      if (!existsSync(worker)) return;
      const files = readdirSync(dir ?? '', { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== serviceWorker)
        .map(({ parentPath, name }) => relative(dir ?? '', join(parentPath, name)))
        // The archive is there to be downloaded; its parts hold the same once more.
        .filter((file) => file !== archiveFile && !besideTheApp.includes(file))
        .sort();
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update(readFileSync(join(dir ?? '', file)));
      const code = readFileSync(worker, 'utf8')
        .replaceAll('__FILES__', JSON.stringify(files))
        .replaceAll('__BUILD__', JSON.stringify(hash.digest('hex').slice(0, 16)));
      writeFileSync(worker, code);
    },
  };
}

export default defineConfig({
  plugins: [shelf(), notePackages(), deploy(), offline()],
  // The es format lets the worker load TF.js as a chunk of its own, only when something is trained.
  worker: { format: 'es', plugins: () => [notePackages()] },
  build: {
    target: 'es2022',
    rolldownOptions: {
      input: { main: 'index.html', 'service-worker': 'src/offline/service-worker.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? serviceWorker : 'assets/[name]-[hash].js'),
      },
    },
    // Fonts and images stay files: the policy allows no data: fonts.
    assetsInlineLimit: 0,
    // TF.js's chunks are large and known to be; they are loaded in the worker only.
    chunkSizeWarningLimit: 1500,
  },
  preview: { headers },
  server: { headers: isolation },
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
    testTimeout: 30_000,
    // On a machine that other work keeps busy a test may come too early once; `npm test` names those that needed a second try.
    retry: process.env.CI === undefined ? 0 : 2,
  },
});
