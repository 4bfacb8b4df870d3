import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { shelfParts } from './shelf-parts.ts';

/** The built-in data set, as it can be downloaded from the Data page. */
export const archiveFile = 'datasets/matinee-films.zip';

/**
 * Divides the built-in data set into the parts that the worker fetches one after the other: files of their own beside the
 * archive, named with a hash of their content, whose names and sizes the code knows as `__SHELF__` and `__STARTER__`. In development they are
 * served from memory.
 */
export function shelf(): Plugin {
  const name = archiveFile.replace(/^.*\/|\.zip$/g, '');
  let parts: ReturnType<typeof shelfParts>;
  return {
    name: 'shelf',
    config({ root, publicDir }) {
      const folder = typeof publicDir === 'string' ? publicDir : 'public';
      parts = shelfParts(readFileSync(join(root ?? process.cwd(), folder, archiveFile)));
      const listed = Object.entries(parts).map(([part, { file, content }]) => [
        part,
        { file, bytes: content.length },
      ]);
      return {
        define: {
          __SHELF__: JSON.stringify({ name, parts: Object.fromEntries(listed) }),
          __STARTER__: JSON.stringify(parts.starter.file),
        },
      };
    },
    configureServer({ middlewares, config: { base } }) {
      middlewares.use((request, response, next) => {
        const address = request.url?.replace(/\?.*$/, '');
        const asked = Object.values(parts).find(({ file }) => address === `${base}datasets/${file}`);
        if (asked === undefined) return next();
        response.setHeader(
          'Content-Type',
          asked.file.endsWith('.json') ? 'application/json' : 'application/zip',
        );
        response.end(asked.content);
      });
    },
    generateBundle() {
      for (const { file, content } of Object.values(parts))
        this.emitFile({ type: 'asset', fileName: `datasets/${file}`, source: content });
    },
  };
}
