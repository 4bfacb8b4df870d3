/**
 * `npm run assembly`: compiles src/training/assembly (AssemblyScript) to WebAssembly and writes it as modules with one
 * base64 string each, which the app, the tests and the tools import: one for a memory of its own, one for a memory that
 * threads share. Every command that needs them runs this first.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const folder = 'src/training/assembly';
const targets = [
  { file: 'src/training/bayes/kernels.wasm.ts', options: [] },
  {
    file: 'src/training/bayes/shared-kernels.wasm.ts',
    options: ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'],
  },
];

const changed = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = [...readdirSync(folder).map((file) => `${folder}/${file}`), 'tools/assembly.ts'];
const newest = Math.max(...sources.map(changed), changed('package-lock.json'));
for (const { file, options } of targets) if (changed(file) < newest) await compile(file, options);

async function compile(file: string, more: readonly string[]): Promise<void> {
  // Only here: loading the compiler takes longer than everything else, and mostly nothing has changed.
  const { default: asc } = await import('assemblyscript/asc');
  const output = 'assembly.wasm';
  let binary: Uint8Array = new Uint8Array();
  const options = [
    `${folder}/exports.ts`,
    ...['--outFile', output],
    ...['-O3', '--converge', '--noAssert'],
    ...['--runtime', 'stub', '--importMemory', '--enable', 'simd', '--use', 'abort='],
    ...more,
  ];
  const { error, stderr } = await asc.main(options, {
    readFile: (name, base) => {
      try {
        return readFileSync(`${base}/${name}`, 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (name, contents) => {
      if (name === output && typeof contents !== 'string') binary = contents;
    },
  });
  if (error !== null) {
    console.error(stderr.toString());
    throw error;
  }
  writeFileSync(file, `export default '${Buffer.from(binary).toString('base64')}';\n`);
}
