/** Reads mutated files, in a thread that can be ended from outside where a reader hangs. */
import { parentPort } from 'node:worker_threads';
import { createRandom } from '../../src/base/random.ts';
import { fuzzTargets, type Sample, type Target } from './fuzz-targets.ts';
import { judgeRefusal } from './judge-refusal.ts';
import { mutations } from './mutations.ts';

/** What became of an input. */
export interface FuzzOutcome {
  /** Its number, which is its seed. */
  readonly n: number;
  readonly what: 'read' | 'refused' | 'untyped' | 'changed state';
  /** Reader, file and mutation; of an untyped error its stack. */
  readonly detail: string;
}

const SEED = 20_260_000;

/** One file, drawn from the number alone. */
function inputOf(n: number, targets: Readonly<Record<string, Target>>) {
  const random = createRandom(SEED + n);
  const all = Object.entries(targets);
  const [reader, target] = all[n % all.length];
  const { name, bytes } = drawn(target.samples, random.integer);
  const [, of] = all[random.integer(all.length)];
  const other = drawn(of.samples, random.integer).bytes;
  const kinds = Object.entries(mutations);
  let changed = bytes;
  const made: string[] = [];
  // Mostly one change, so that a file is still nearly sound.
  for (let more = 1; more > 0; more = random.integer(4) === 0 ? 1 : 0) {
    const [kind, mutate] = kinds[random.integer(kinds.length)];
    changed = mutate(changed, other, random);
    made.push(kind);
  }
  return { target, file: { name, bytes: changed }, detail: `${reader}, ${name}: ${made.join(', ')}` };
}

function drawn(samples: readonly Sample[], integer: (bound: number) => number): Sample {
  return samples[integer(samples.length)];
}

async function outcomeOf(n: number, targets: Readonly<Record<string, Target>>): Promise<FuzzOutcome> {
  const { target, file, detail } = inputOf(n, targets);
  try {
    return { n, what: (await target.read(file)) ? 'changed state' : 'read', detail };
  } catch (thrown) {
    const what = judgeRefusal(thrown);
    return { n, what, detail: what === 'refused' ? detail : `${detail}\n${stacksOf(thrown)}` };
  }
}

/** The stacks of an error and its causes. */
function stacksOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined
    ? `${thrown.stack}`
    : `${thrown.stack}\ncaused by ${stacksOf(thrown.cause)}`;
}

const targets = fuzzTargets();
parentPort?.on('message', async ({ from, to }: { readonly from: number; readonly to: number }) => {
  for (let n = from; n < to; n++) parentPort?.postMessage(await outcomeOf(n, await targets));
});
