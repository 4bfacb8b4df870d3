import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preview } from 'vite';
import { makeNextBuild } from '../tools/next-build.ts';

/** A server of its own, on which one build takes the place of another. */
export interface ServedBuilds {
  readonly url: string;
  /** A new build is deployed: the files of the old one are gone. */
  deploy(build: 'first' | 'next'): void;
  close(): Promise<void>;
}

/** @param port where it listens, away from the port of the other journeys */
export async function serveBuilds(port: number): Promise<ServedBuilds> {
  const folder = mkdtempSync(join(tmpdir(), 'matinee-builds-'));
  const [next, current] = [join(folder, 'next'), join(folder, 'current')];
  makeNextBuild('dist', next);
  cpSync('dist', current, { recursive: true });
  const server = await preview({
    logLevel: 'error',
    build: { outDir: current },
    preview: { port, strictPort: true },
  });
  return {
    url: `http://localhost:${port}`,
    deploy(build) {
      rmSync(current, { recursive: true, force: true });
      cpSync(build === 'first' ? 'dist' : next, current, { recursive: true });
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
