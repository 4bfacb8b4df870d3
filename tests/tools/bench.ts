/** `npm run bench -- NAME [--backend cpu|webgl|webgpu] [--data PATH] [--slow N] [--rounds N] [--max MILLIONS] [--inputs N] [--rows NAME,NAME] [--generalises] [--json]` */
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
    slow: { type: 'string' },
    rounds: { type: 'string' },
    max: { type: 'string' },
    inputs: { type: 'string' },
    rows: { type: 'string' },
    generalises: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
// The name of a bench is one word; the files it uses lie beside it under longer names.
const names = readdirSync(folder).flatMap((file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? []);
const name = positionals[0];
if (name === undefined || !names.includes(name)) {
  console.error(
    `Which bench? npm run bench -- ${names.join(' | ')} [--backend NAME] [--data PATH] [--slow N] [--rounds N] [--max MILLIONS] [--inputs N] [--rows NAME,NAME] [--generalises] [--json]`,
  );
  process.exit(2);
}
const slow = values.slow === undefined ? undefined : Number(values.slow);
if (slow !== undefined && !(slow >= 1)) {
  console.error(`--slow ${values.slow}: a number from 1 says how many times slower the page runs.`);
  process.exit(2);
}
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && !(rounds >= 1)) {
  console.error(`--rounds ${values.rounds}: a number from 1 says how often it is repeated.`);
  process.exit(2);
}
const max = values.max === undefined ? undefined : Number(values.max);
if (max !== undefined && !(max > 0)) {
  console.error(`--max ${values.max}: a number says how many million ratings the largest data set has.`);
  process.exit(2);
}
const inputs = values.inputs === undefined ? undefined : Number(values.inputs);
if (inputs !== undefined && !(inputs >= 1)) {
  console.error(`--inputs ${values.inputs}: a number from 1 says how many files are read.`);
  process.exit(2);
}
const { run } = (await import(new URL(`${name}.ts`, folder).href)) as Bench;
const result = await run({
  json: values.json,
  generalises: values.generalises,
  ...(rounds === undefined ? {} : { rounds }),
  ...(values.backend === undefined ? {} : { backend: values.backend }),
  ...(values.data === undefined ? {} : { data: values.data }),
  ...(slow === undefined ? {} : { slow }),
  ...(max === undefined ? {} : { max }),
  ...(inputs === undefined ? {} : { inputs }),
  ...(values.rows === undefined ? {} : { rows: values.rows.split(',') }),
});
const calibrationMs = Math.round(calibrate());
console.log(`calibration: ${calibrationMs} ms`);
if (values.json) console.log(JSON.stringify({ ...result, calibrationMs }));
process.exit(0);
