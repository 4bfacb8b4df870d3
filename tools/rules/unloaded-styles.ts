import type { Fault, Source } from './fault.ts';

const IMPORTED = /(?:import|@import)\s+['"]([^'"]+\.css)['"]/g;

/**
 * Style sheets of src that nothing imports. Such a page still works and passes its tests, and looks broken. File names
 * stand once in src, so the name tells which sheet is meant.
 */
export function unloadedStyles(sources: readonly Source[]): Fault[] {
  const isOfApp = ({ file }: Source) => file.startsWith('src/');
  const imported = new Set(
    sources
      .filter(isOfApp)
      .flatMap(({ text }) => [...text.matchAll(IMPORTED)].map(([, path]) => nameOf(path))),
  );
  return sources
    .filter((source) => isOfApp(source) && source.file.endsWith('.css') && !imported.has(nameOf(source.file)))
    .map(({ file }) => ({
      rule: 'unloaded-style',
      file,
      line: 1,
      message: 'no file imports this style sheet.',
    }));
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
