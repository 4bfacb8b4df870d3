import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bannedWordFaults } from '../../../tools/rules/banned-words.ts';
import { commandTables } from '../../../tools/rules/command-tables.ts';
import { docReferenceFaults } from '../../../tools/rules/doc-references.ts';
import { lengthFaults, longFunctions, MAX_EXCEPTIONS } from '../../../tools/rules/function-length.ts';
import { faultOf, importFaults } from '../../../tools/rules/imports.ts';
import { literalSpreads } from '../../../tools/rules/literal-spread.ts';
import { dataFaults, duplicateBasenames, folderSizes, treeFaults } from '../../../tools/rules/tree.ts';
import { unloadedStyles } from '../../../tools/rules/unloaded-styles.ts';

/** Files that the made-up ones import. */
const TARGETS = [
  ...['base/x.ts', 'dataset/x.ts', 'recommenders/x.ts', 'protocol/x.ts', 'storage/x.ts', 'training/x.ts'],
  ...[
    'ui/kit/x.ts',
    'ui/movie/x.ts',
    'ui/app/texts.ts',
    'ui/app/header.tsx',
    'ui/lab/x.ts',
    'ui/lab/lab-state.ts',
  ],
  ...['ui/why/why-button.tsx', 'ui/why/x.ts', 'worker/client.ts', 'worker/lab/x.ts', 'worker/map/x.ts'],
  ...['worker/session/session-context.ts', 'worker/session/handlers.ts', 'worker/session/session.ts'],
  ...['worker/recommendations/personal-scores.ts', 'worker/recommendations/x.ts'],
];

/** The folder of a file that imports a type, the file it imports, and the rule that forbids it, if any. */
const CASES: readonly (readonly [from: string, to: string, rule: string | null])[] = [
  ['dataset/', 'base/x.ts', null],
  ['base/', 'dataset/x.ts', 'base-imports-nobody'],
  ['dataset/', 'recommenders/x.ts', 'dataset-imports-base'],
  ['recommenders/', 'dataset/x.ts', null],
  ['recommenders/', 'training/x.ts', 'recommenders-import-dataset'],
  ['evaluation/', 'recommenders/x.ts', null],
  ['evaluation/', 'storage/x.ts', 'evaluation-imports-recommenders'],
  ['projection/', 'recommenders/x.ts', null],
  ['projection/', 'training/x.ts', 'projection-imports-recommenders'],
  ['training/', 'protocol/x.ts', null],
  ['training/', 'storage/x.ts', 'training-imports-recommenders'],
  ['storage/', 'recommenders/x.ts', null],
  ['storage/', 'training/x.ts', 'storage-imports-recommenders'],
  ['protocol/', 'dataset/x.ts', null],
  ['worker/map/', 'training/x.ts', null],
  ['worker/map/', 'worker/session/session-context.ts', null],
  ['worker/map/', 'worker/session/handlers.ts', null],
  ['worker/map/', 'worker/session/session.ts', 'worker-features-meet-in-the-context'],
  ['worker/map/', 'worker/lab/x.ts', 'worker-features-meet-in-the-context'],
  ['worker/map/', 'worker/recommendations/personal-scores.ts', null],
  ['worker/map/', 'worker/recommendations/x.ts', 'worker-features-meet-in-the-context'],
  ['worker/session/', 'worker/lab/x.ts', null],
  ['ui/map/', 'protocol/x.ts', null],
  ['ui/map/', 'worker/client.ts', null],
  ['ui/map/', 'worker/map/x.ts', 'ui-imports-protocol-and-clients'],
  ['ui/map/', 'dataset/x.ts', 'ui-imports-protocol-and-clients'],
  ['ui/map/', 'ui/movie/x.ts', null],
  ['ui/map/', 'ui/app/texts.ts', null],
  ['ui/map/', 'ui/why/why-button.tsx', null],
  ['ui/map/', 'ui/why/x.ts', 'ui-features-do-not-import-each-other'],
  ['ui/map/', 'ui/app/header.tsx', 'ui-features-do-not-import-each-other'],
  ['ui/app/', 'ui/lab/x.ts', null],
  ['ui/kit/', 'base/x.ts', null],
  ['ui/kit/', 'protocol/x.ts', 'kit-knows-no-movie'],
  ['ui/kit/', 'ui/movie/x.ts', 'kit-knows-no-movie'],
];

const source = (file: string, ...lines: string[]) => ({ file, text: lines.join('\n') });
const lines = (n: number) => Array.from({ length: n }, (_, i) => `  use(${i});`);

describe('length of functions', () => {
  const plain = (n: number) => source('src/base/long.ts', 'function long() {', ...lines(n - 2), '}');
  const component = (name: string, n: number) =>
    source('src/ui/kit/box.tsx', `function ${name}() {`, ...lines(n - 3), '  return <p>text</p>;', '}');
  const test = (file: string, n: number) => source(file, `it('is long', () => {`, ...lines(n - 2), '});');

  it('allows 60 lines and catches 61', () => {
    expect(longFunctions(plain(60))).toEqual([]);
    expect(longFunctions(plain(61))).toEqual([
      { file: 'src/base/long.ts', line: 1, name: 'long', kind: 'function', lines: 61 },
    ]);
  });

  it('counts from the first line of the function, not of its comment, and names an arrow by its variable', () => {
    const text = source('src/base/a.ts', '/** One', ' * two */', 'const f = () => {', ...lines(59), '};');
    expect(longFunctions(text)).toMatchObject([{ line: 3, name: 'f', lines: 61 }]);
  });

  it('allows 80 lines for a component, and only for a component', () => {
    expect(longFunctions(component('Box', 80))).toEqual([]);
    expect(longFunctions(component('Box', 81))).toMatchObject([{ kind: 'component' }]);
    expect(longFunctions(component('renderBox', 80))).toMatchObject([{ kind: 'function' }]);
    const noJsx = source('src/ui/kit/box.tsx', 'function Box() {', ...lines(68), '  return 1;', '}');
    expect(longFunctions(noJsx)).toMatchObject([{ kind: 'function' }]);
  });

  it('takes no JSX of an inner function for that of the outer one', () => {
    const text = source(
      'src/ui/kit/box.tsx',
      'function Box() {',
      ...lines(66),
      '  const inner = () => { return <p />; };',
      '  return use(1);',
      '}',
    );
    expect(longFunctions(text)).toMatchObject([{ name: 'Box', kind: 'function' }]);
  });

  it('allows 100 lines for a test, and only in tests', () => {
    expect(longFunctions(test('tests/unit/a.test.ts', 100))).toEqual([]);
    expect(longFunctions(test('tests/unit/a.test.ts', 101))).toMatchObject([{ kind: 'test' }]);
    expect(longFunctions(test('src/base/a.ts', 100))).toMatchObject([{ kind: 'function' }]);
  });

  it('counts no table of handlers: an object is no function', () => {
    const handlers = Array.from({ length: 90 }, (_, i) => `  a${i}: () => {},`);
    expect(
      longFunctions(source('src/worker/a.ts', 'const t = {', ...handlers, '} satisfies Handlers;')),
    ).toEqual([]);
  });

  describe('exceptions', () => {
    const found = longFunctions(plain(70));
    const exception = { file: 'src/base/long.ts', name: 'long', reason: 'one loop of one equation' };

    it('excuse the function they name and no other', () => {
      expect(lengthFaults(found, [exception], 'list.ts')).toEqual([]);
      expect(lengthFaults(found, [], 'list.ts')).toHaveLength(1);
      expect(
        lengthFaults(longFunctions(plain(70)), [{ ...exception, name: 'other' }], 'list.ts'),
      ).toHaveLength(2);
    });

    it('are faults themselves when they are stale, without a reason, or too many', () => {
      expect(lengthFaults([], [exception], 'list.ts')).toMatchObject([{ file: 'list.ts' }]);
      expect(lengthFaults(found, [{ ...exception, reason: ' ' }], 'list.ts')).toHaveLength(1);
      const many = (n: number) => Array.from({ length: n }, () => exception);
      expect(lengthFaults(found, many(MAX_EXCEPTIONS), 'list.ts')).toEqual([]);
      expect(lengthFaults(found, many(MAX_EXCEPTIONS + 1), 'list.ts')).toHaveLength(1);
    });
  });
});

describe('spread of a literal', () => {
  const found = (line: string) => literalSpreads(source('src/a.tsx', '', line)).map((fault) => fault.line);

  it('is caught in objects, calls and elements', () => {
    expect(found('const a = { ...{ b, c }, d };')).toEqual([2]);
    expect(found('const a = { ...({ b } as const) };')).toEqual([2]);
    expect(found('const a = <p {...{ b, c }} />;')).toEqual([2]);
  });

  it('leaves other spreads alone', () => {
    expect(found('const a = { ...b, ...(c ? {} : { d }) };')).toEqual([]);
    expect(found('const a = [...b]; f(...a); const { c, ...d } = b;')).toEqual([]);
  });
});

describe('banned words', () => {
  const words = (file: string, ...text: string[]) =>
    bannedWordFaults(source(file, ...text)).map(({ line, message }) => `${line} ${message.split('"')[1]}`);
  const inSrc = (...text: string[]) => words('src/ui/a.tsx', ...text);

  it('are caught in identifiers at each hump, in any case', () => {
    expect(inSrc('const filmRow = 1;')).toEqual(['1 filmRow']);
    expect(inSrc('const topFilms = FILM_COUNT;')).toEqual(['1 topFilms', '1 FILM']);
    expect(inSrc('class A { #voice = 1; }')).toEqual(['1 voice']);
    expect(inSrc('class GivenUp extends Error {}')).toEqual(['1 GivenUp']);
    expect(inSrc('a.tellPerson(); b.kept = true;')).toEqual(['1 tellPerson', '1 kept']);
  });

  it('are no parts of longer words', () => {
    expect(inSrc('const filmography = ideal(invoice, dialog);')).toEqual([]);
  });

  it('are caught in comments, with the line', () => {
    expect(inSrc('/**', ' * Every film.', ' */', 'f(); // its voice')).toEqual(['2 film', '4 voice']);
    expect(inSrc('const a = (', '  // a wish', '  1', ');')).toEqual(['2 wish']);
    expect(inSrc('const a = <p>{/* a film */}</p>;')).toEqual(['1 film']);
  });

  it('are not sought in strings, templates and text between tags', () => {
    expect(inSrc(`const a = 'film';`, 'const b = `/* film */`;')).toEqual([]);
    expect(inSrc('const a = <p title="film">// film /* voice */ {b} film</p>;')).toEqual([]);
  });

  it('may be quoted from the screen in a comment, but not called code there', () => {
    expect(inSrc('// says "All films"')).toEqual([]);
    expect(inSrc('// calls `allFilms`')).toEqual(['1 allFilms']);
  });

  it('are caught in titles of tests, not in other strings of a test', () => {
    const test = 'tests/unit/a.test.ts';
    expect(words(test, `it('rates a film', () => expect('film').toBe('film'));`)).toEqual(['1 film']);
    expect(words(test, 'test.describe(`a film`, () => {});')).toEqual(['1 film']);
    expect(words(test, `it('shows "a film"', () => {});`)).toEqual([]);
  });

  it('are caught in the names of files', () => {
    expect(words('src/ui/film-row.tsx', '')).toEqual(['1 film']);
    expect(words('src/ui/film-row.css', '')).toEqual(['1 film']);
  });

  it('are caught in classes, properties and comments of a style sheet', () => {
    const text = ['.film-row { --voice-hue: 1; }', '/* a film', 'wish */', '.a { content: "film"; }'];
    expect(words('src/ui/a.css', ...text)).toEqual(['2 film', '3 wish', '1 film', '1 voice']);
  });

  it('allow some words in prose that no name may have', () => {
    expect(inSrc('// The order is kept; the person is told.')).toEqual([]);
    expect(inSrc('const kept = told;')).toEqual(['1 kept', '1 told']);
  });

  it('stay where they are names of others', () => {
    expect(inSrc('const isFilmNoir = genre;')).toEqual([]);
    expect(inSrc('const isFilmNoirFilm = genre;')).toEqual(['1 isFilmNoirFilm']);
    expect(words('src/offline/service-worker.ts', 'clients.claim();')).toEqual([]);
    expect(inSrc('clients.claim();')).toEqual(['1 claim']);
    expect(words('src/evaluation/interleaving.ts', 'const dealt = deal();')).toEqual([]);
    expect(inSrc('const dealt = 1;')).toEqual(['1 dealt']);
    expect(words('src/storage/person/person-schema.ts', 'const a = { wishes };')).toEqual([]);
    expect(inSrc('const a = { wishes };')).toEqual(['1 wishes']);
  });
});

describe('lists of commands', () => {
  const found = (...text: string[]) =>
    commandTables(source('src/worker/a.ts', ...text)).map((fault) => fault.line);

  it('are caught as records, arrays and sets of names', () => {
    expect(found(`const types: Readonly<Record<RatingCommand['type'], true>> = { rate: true };`)).toEqual([
      1,
    ]);
    expect(found(`const types: readonly Command['type'][] = ['rate'];`)).toEqual([1]);
    expect(found(`const types: ReadonlySet<Command['type']> = new Set(['rate']);`)).toEqual([1]);
    expect(found(`const types: Record<CommandType, true> = { rate: true };`)).toEqual([1]);
  });

  it('are caught as guards and switches', () => {
    expect(
      found('', 'function isRating(command: Command): command is RatingCommand { return true; }'),
    ).toEqual([2]);
    expect(found('switch (command.type) { default: }')).toEqual([1]);
  });

  it('are no tables of handlers, checks of stored data or reducers', () => {
    expect(
      found('const commands = { rate: async () => {} } satisfies CommandHandlers<RatingCommand>;'),
    ).toEqual([]);
    expect(found('function check(value: unknown): value is PersonCommand { return true; }')).toEqual([]);
    expect(found('switch (event.type) { default: }')).toEqual([]);
    expect(found(`type One<T extends Command['type']> = Extract<Command, { type: T }>;`)).toEqual([]);
  });
});

describe('the tree', () => {
  it('allows a name once in src, except for those that mean the same everywhere', () => {
    const twice = ['src/ui/map/labels.ts', 'src/ui/lab/labels.ts', 'tests/unit/labels.ts'];
    expect(duplicateBasenames(twice)).toMatchObject([
      { file: 'src/ui/lab/labels.ts', message: 'src/ui/map/labels.ts has the same name.' },
    ]);
    expect(
      duplicateBasenames(['src/ui/map/texts.ts', 'src/ui/lab/texts.ts', 'src/a/row.ts', 'src/a/row.css']),
    ).toEqual([]);
  });

  it('allows 35 files in a folder of src, not counting those below', () => {
    const folder = (n: number) => Array.from({ length: n }, (_, i) => `src/ui/kit/${i}.ts`);
    expect(treeFaults([...folder(35), 'src/ui/a.ts'])).toEqual([]);
    expect(treeFaults(folder(36))).toMatchObject([{ file: 'src/ui/kit' }]);
    expect(folderSizes([...folder(3), 'src/ui/a.ts'])[0]).toEqual({ name: 'src/ui/kit', files: 3 });
  });

  it('allows two folders in src and three in tests', () => {
    expect(treeFaults(['src/ui/kit/a.ts', 'tests/unit/ui/kit/a.test.ts'])).toEqual([]);
    expect(treeFaults(['src/ui/kit/more/a.ts'])).toHaveLength(1);
    expect(treeFaults(['tests/unit/ui/kit/more/a.test.ts'])).toHaveLength(1);
  });

  it('catches barrels and folders with vague names', () => {
    expect(treeFaults(['src/ui/kit/index.ts'])).toHaveLength(1);
    expect(treeFaults(['src/utils/a.ts'])).toHaveLength(1);
    expect(treeFaults(['public/index.ts'])).toEqual([]);
  });

  it('catches data sets by name and by content', () => {
    const read = (content: string) => () => Buffer.from(content);
    expect(dataFaults(['tests/fixtures/other.zip'], read(''))).toHaveLength(1);
    expect(dataFaults(['public/logo.png'], read('PK ml-100k/u.data'))).toHaveLength(1);
    expect(dataFaults(['public/logo.png', 'public/datasets/matinee-films.zip'], read(''))).toEqual([]);
  });
});

describe('documents', () => {
  const tree: Record<string, string> = { 'tests/a.test.ts': "it('keeps it', …)", 'docs/b.md': '', src: '' };
  const found = (file: string, ...text: string[]) =>
    docReferenceFaults(source(file, ...text), (path) => tree[path] ?? null).map(
      ({ line, message }) => `${line} ${message}`,
    );

  it('name files that exist', () => {
    expect(found('README.md', '`tests/a.test.ts`, `npm test` and `a/b`')).toEqual([]);
    expect(found('README.md', '', '`tests/b.test.ts`')).toEqual(['2 there is no tests/b.test.ts.']);
  });

  it('name tests that are in the file', () => {
    expect(found('README.md', '`tests/a.test.ts` "keeps it" and "anything"')).toEqual([]);
    expect(found('README.md', '`tests/a.test.ts` "keeps it", "loses it"')).toEqual([
      '1 tests/a.test.ts has no test "loses it".',
    ]);
  });

  it('link to files that exist, from where they lie', () => {
    expect(found('docs/c.md', '[b](b.md#part) [up](../docs/b.md) [web](https://example.org/x)')).toEqual([]);
    expect(found('docs/c.md', '[b](docs/b.md)')).toEqual(['1 the link to docs/b.md leads nowhere.']);
  });
});

describe('imports', () => {
  it('are checked with those of types, in made-up files', () => {
    const root = mkdtempSync(join(tmpdir(), 'matinee-rules-'));
    const caught: Record<string, string> = {};
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    };
    try {
      write('tsconfig.json', '{}');
      for (const target of TARGETS) write(`src/${target}`, 'export type T = 1;\nexport const v = 1;\n');
      CASES.forEach(([from, to, rule], n) => {
        const file = `src/${from}case-${n}.ts`;
        const path = relative(dirname(file), `src/${to}`);
        write(file, `import type { T } from '${path}';\nexport const t${n}: T = 1;\n`);
        if (rule !== null) caught[file] = rule;
      });
      write('src/base/one.ts', "import type { B } from './two.ts';\nexport type A = B | 1;\n");
      write('src/base/two.ts', "import type { A } from './one.ts';\nexport type B = A | 2;\n");
      write('src/protocol/code.ts', "import { v } from '../dataset/x.ts';\nexport const w = v;\n");
      caught['src/protocol/code.ts'] = 'protocol-imports-types';
      const faults = importFaults(root).filter(({ message }) => !message.includes('no-orphans'));
      const named = faults
        .filter(({ rule }) => rule === 'import')
        .map(({ file, message }) => [file, /\((.*)\)/.exec(message)?.[1]]);
      expect(Object.fromEntries(named)).toEqual(caught);
      expect(named).toHaveLength(Object.keys(caught).length);
      expect(new Set(faults.filter(({ rule }) => rule === 'cycle').map(({ file }) => file))).toEqual(
        new Set(['src/base/one.ts']),
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('tell circles from other faults', () => {
    const rule = { name: 'no-cycles' };
    const cycle = [{ name: 'b.ts' }, { name: 'a.ts' }];
    expect(faultOf({ from: 'a.ts', to: 'b.ts', rule, cycle })).toMatchObject({ rule: 'cycle', file: 'a.ts' });
    expect(faultOf({ from: 'a.ts', to: 'b.ts', rule: { name: 'layers' } })).toMatchObject({
      rule: 'import',
      message: 'imports b.ts (layers).',
    });
  });
});

describe('style sheets', () => {
  const sheet = { file: 'src/ui/lab/charts.css', text: '' };
  const faulty = (...sources: Parameters<typeof unloadedStyles>[0][number][]) =>
    unloadedStyles([sheet, ...sources]).map(({ file }) => file);

  it.each([
    ['a component', { file: 'src/ui/lab/chart.tsx', text: "import './charts.css';" }],
    ['another sheet', { file: 'src/ui/lab/lab.css', text: '@import "../lab/charts.css";' }],
  ])('are loaded by %s', (_, importer) => {
    expect(faulty({ file: 'src/ui/lab/lab.css', text: '' }, importer)).not.toContain(sheet.file);
  });

  it('that nothing in src imports are faults', () => {
    expect(faulty()).toEqual([sheet.file]);
    expect(
      faulty({ file: 'src/ui/lab/chart.tsx', text: "import './bar-charts.css'; // charts.css" }),
    ).toEqual([sheet.file]);
    expect(faulty({ file: 'tests/page.tsx', text: "import '../src/ui/lab/charts.css';" })).toEqual([
      sheet.file,
    ]);
  });
});
