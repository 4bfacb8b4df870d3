/** `npm run bench -- NAME [--backend cpu|webgl|webgpu] [--data PATH] [--json]` */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench } from './bench-options.ts';
import { calibrate } from './calibration.ts';

const folder = new URL('../bench/', import.meta.url);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    backend: { type: 'string' },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
// The name of a bench is one word; the files it uses lie beside it under longer names.
const names = readdirSync(folder).flatMap((file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? []);
const name = positionals[0];
if (name === undefined || !names.includes(name)) {
  console.error(`Which bench? npm run bench -- ${names.join(' | ')} [--backend NAME] [--data PATH] [--json]`);
  process.exit(2);
}
const { run } = (await import(new URL(`${name}.ts`, folder).href)) as Bench;
const result = await run({
  json: values.json,
  ...(values.backend === undefined ? {} : { backend: values.backend }),
  ...(values.data === undefined ? {} : { data: values.data }),
});
const calibrationMs = Math.round(calibrate());
console.log(`calibration: ${calibrationMs} ms`);
if (values.json) console.log(JSON.stringify({ ...result, calibrationMs }));
process.exit(0);
