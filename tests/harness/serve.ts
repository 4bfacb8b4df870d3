import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

export interface Harness {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds the harness page into a temporary folder and serves it on a free local port. Vite's dev server would discover
 * TF.js's parts late and reload the page during the test.
 */
export async function startHarness(): Promise<Harness> {
  return serveBuild(path.dirname(fileURLToPath(import.meta.url)), 'index.html');
}

/** The same for the catalogue of ui/kit. */
export async function startCatalogue(): Promise<Harness> {
  return serveBuild(fileURLToPath(new URL('../..', import.meta.url)), 'kit.html');
}

async function serveBuild(root: string, input: string): Promise<Harness> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'matinee-harness-'));
  const shared = { configFile: false, root, publicDir: false, logLevel: 'error' } as const;
  const rolldownOptions = { input: path.join(root, input) };
  await build({
    ...shared,
    build: { outDir, emptyOutDir: true, target: 'es2023', minify: false, rolldownOptions },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 4310 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The harness has no address.');
  return {
    url: new URL(input, url).href,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
