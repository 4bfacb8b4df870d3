import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { billOfMaterials, packageOf } from './bill-of-materials.ts';
import { headers, looksLikeFile } from './headers.ts';
import { serverFiles } from './server-files.ts';

const BILL = 'sbom.cdx.json';

/** Files of the build that servers and people read, not the app: it works offline without them. */
export const besideTheApp: readonly string[] = [...Object.keys(serverFiles()), BILL];

/** Packages that code of the build comes from, in the main build and in those of the workers. */
const shipped = new Set<string>();

/** Notes which packages are built in. It stands among the plugins of the workers, too, whose builds are their own. */
export function notePackages(): Plugin {
  const note = (id: string) => {
    const path = packageOf(id);
    if (path !== null) shipped.add(path);
  };
  return {
    name: 'note-packages',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') for (const id of file.moduleIds) note(id);
        else for (const name of file.originalFileNames) note(name);
      }
    },
  };
}

/** Writes what servers need beside the app, and answers a missing file of `vite preview` as those servers do. */
export function deploy(): Plugin {
  return {
    name: 'deploy',
    generateBundle: {
      order: 'post',
      handler() {
        const files = Object.entries(serverFiles());
        for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source });
        const lock: unknown = JSON.parse(readFileSync('package-lock.json', 'utf8'));
        const source = `${JSON.stringify(billOfMaterials(lock, shipped), null, 2)}\n`;
        this.emitFile({ type: 'asset', fileName: BILL, source });
      },
    },
    configurePreviewServer({ middlewares, config: { base, build, root } }) {
      const folder = resolve(root, build.outDir);
      middlewares.use((request, response, next) => {
        const path = pathOf(request.url ?? '/', base);
        if (path === null || !looksLikeFile(path) || existsSync(join(folder, path))) {
          next();
          return;
        }
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
        response.end('There is no such file.\n');
      });
    },
  };
}

/** The path of a request below the base; null where it is none that can be read. */
function pathOf(address: string, base: string): string | null {
  try {
    const { pathname } = new URL(address, 'http://localhost');
    const path = decodeURIComponent(pathname);
    return path.startsWith(base) ? `/${path.slice(base.length)}` : path;
  } catch {
    return null;
  }
}
