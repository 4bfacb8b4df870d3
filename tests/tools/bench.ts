/** `npm run bench -- NAME [--backend cpu|webgl|webgpu] [--data PATH] [--json]` */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { calibrate } from '../bench/calibration-loop.ts';
import type { Bench } from './bench-options.ts';

const folder = new URL('../bench/', import.meta.url);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    backend: { type: 'string' },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
// A bench is a file whose name is one word; its parts are beside it and have longer names.
const names = readdirSync(folder).flatMap((file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? []);
const name = positionals[0];
if (name === undefined || !names.includes(name)) {
  console.error(`Which bench? npm run bench -- ${names.join(' | ')} [--backend NAME] [--data PATH] [--json]`);
  process.exit(2);
}
// In Node and before the bench, while nothing else runs; browsers have another engine, but the same processor.
const calibrationMs = Math.round(calibrate());
const { run } = (await import(new URL(`${name}.ts`, folder).href)) as Bench;
const result = await run({
  json: values.json,
  ...(values.backend === undefined ? {} : { backend: values.backend }),
  ...(values.data === undefined ? {} : { data: values.data }),
});
console.log(
  `Calibration ${calibrationMs} ms for a fixed integer loop of 300 million steps, in Node before the bench`,
);
if (values.json) console.log(JSON.stringify({ ...result, calibrationMs }));
process.exit(0);
