/**
 * `npm run assembly`: compiles src/training/assembly (AssemblyScript) to WebAssembly and writes it as a module with one
 * base64 string, which the app, the tests and the tools import. Every command that needs it runs this first.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const folder = 'src/training/assembly';
const target = 'src/training/bayes/kernels.wasm.ts';

const changed = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = readdirSync(folder).map((file) => changed(`${folder}/${file}`));
if (changed(target) < Math.max(...sources, changed('package-lock.json'))) await compile();

async function compile(): Promise<void> {
  const output = 'assembly.wasm';
  let binary: Uint8Array = new Uint8Array();
  const options = [
    `${folder}/exports.ts`,
    ...['--outFile', output],
    ...['-O3', '--converge', '--noAssert'],
    ...['--runtime', 'stub', '--importMemory', '--enable', 'simd', '--use', 'abort='],
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
  writeFileSync(target, `export default '${Buffer.from(binary).toString('base64')}';\n`);
}
