import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const TEXT = new Set(['.js', '.css', '.html', '.json', '.webmanifest', '.svg']);
const HASH = /-([\w-]{8})(?=\.(?:js|css|woff2|wasm)\b)/g;

/**
 * Makes a build of the same code as it would look after a change of everything: every file with a hash in its name has
 * another hash, and the service worker another list. On a server it replaces the first one, whose files are gone.
 */
export function makeNextBuild(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  for (const file of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    const path = join(to, file);
    if (statSync(path).isDirectory()) continue;
    if (TEXT.has(extname(file))) {
      const text = readFileSync(path, 'utf8');
      const renamed = text.replace(HASH, (_, hash: string) => `-${other(hash)}`);
      // The build of the service worker is a hash of all files.
      const isWorker = file === 'service-worker.js';
      writeFileSync(
        path,
        isWorker ? renamed.replace(/(["'`])[\da-f]{16}\1/g, (one) => `"${other16(one)}"`) : renamed,
      );
    }
    const name = file.replace(HASH, (_, hash: string) => `-${other(hash)}`);
    if (name !== file) renameSync(path, join(to, name));
  }
}

const other = (hash: string) => createHash('sha256').update(hash).digest('hex').slice(0, 8);
const other16 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
