import type { BenchOptions } from '../tools/bench-options.ts';
import { BUILT_IN } from '../tools/read-facts-of-zip.ts';

/** What a bench measures on each of the two data sets, or on the one that `--data` names. */
export interface OnBoth<Models> {
  readonly models: Models;
  readonly builtIn?: Models;
}

/** Measures on MovieLens 100K and the built-in data, unless the options name another zip. @param measured by the path of a zip */
export async function onBothDataSets<Models>(
  { data }: BenchOptions,
  measured: (path: string) => Promise<Models>,
): Promise<OnBoth<Models>> {
  if (data !== undefined) return { models: await measured(data) };
  const models = await measured('../shared/data/ml-100k.zip');
  return { models, builtIn: await measured(BUILT_IN) };
}
