import * as v from 'valibot';
import { oneOf, type Schema } from '../../base/schemas.ts';
import { finish, type Steps } from '../../base/steps.ts';
import { RATED_MOVIES } from '../../protocol/training-messages.ts';
import type {
  FactorModel,
  PosteriorModel,
  Ridge,
  StarsModel,
  UserFeatureGroup,
} from '../../recommenders/models/factor-model.ts';
import { ratedAtLeast } from '../../recommenders/models/interval-scale.ts';
import type { Column } from '../database/columns.ts';

/** A model as it is stored or written to a file: the fields that JSON can write, and the arrays. */
export interface ModelParts {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Column>>;
}

/** Numbers that are checked in one step, which takes some 2 ms. */
const STEP_NUMBERS = 2 ** 20;

/** A model, or what is wrong with its parts, as the end of a sentence. */
export type JoinedModel = { readonly model: StarsModel } | { readonly fault: string };

type FactorArrays = 'itemBias' | 'itemFactors';
type PosteriorArrays = FactorArrays | 'noisePrecision' | 'userPrecision' | 'userLinks';

/** Separates the fields of a model from its arrays. The arrays are the model's own, not copies. */
export function splitModel(model: StarsModel): ModelParts {
  if (model.algorithm === 'bayes') {
    const { itemBias, itemFactors, noisePrecision, userPrecision, userLinks, ...fields } = model;
    return { fields, arrays: { itemBias, itemFactors, noisePrecision, userPrecision, userLinks } };
  }
  const { itemBias, itemFactors, ...fields } = model;
  return { fields, arrays: { itemBias, itemFactors } };
}

/**
 * Joins the parts of a model. Checks every size against every other, and every number.
 * @param items how many items the model must have
 */
export function joinModel(parts: ModelParts, items: number): JoinedModel {
  return finish(joinModelSteps(parts, items));
}

/** Like {@link joinModel}, in steps of some milliseconds: a model may have a hundred million numbers. */
export function* joinModelSteps({ fields, arrays }: ModelParts, items: number): Steps<JoinedModel> {
  const join = fields.algorithm === 'bayes' ? joinPosterior : joinFactors;
  const model = join(fields, new ArrayReader(arrays), items);
  if (typeof model === 'string') return { fault: model };
  const fault = yield* faultSteps(model, items);
  return fault === null ? { model } : { fault };
}

/** Null for a model that can predict, else what is wrong with it, as the end of a sentence. */
export function faultOf(model: StarsModel): string | null {
  const draws = model.algorithm === 'bayes' ? model.draws : 1;
  return finish(faultSteps(model, model.itemBias.length / draws));
}

function* faultSteps(model: StarsModel, items: number): Steps<string | null> {
  for (const [name, column] of Object.entries(splitModel(model).arrays)) {
    for (let at = 0; at < column.length; at += STEP_NUMBERS) {
      if (!areFinite(column.subarray(at, at + STEP_NUMBERS))) return `its ${name} holds what is not a number`;
      yield;
    }
  }
  if (!Number.isFinite(model.mean)) return 'its mean is not a number';
  const hasItems = Number.isInteger(items) && items >= 1;
  if (!hasItems || model.itemFactors.length !== model.itemBias.length * model.rank)
    return 'its sizes do not agree';
  // A lost graphics device returns zeros.
  if (!model.itemFactors.some((value) => value !== 0)) return 'all its factors are zero';
  if (model.algorithm === 'bayes') {
    if (!model.noisePrecision.every((value) => value > 0)) return 'its noise is not positive';
    if (!hasPositiveDiagonals(model)) return 'its precision of people is not positive';
  }
  return null;
}

/** A loop by index, because an iterator is slow for millions of numbers. */
function areFinite(column: Column): boolean {
  for (let n = 0; n < column.length; n++) if (!Number.isFinite(column[n])) return false;
  return true;
}

function hasPositiveDiagonals({ draws, rank, userPrecision }: PosteriorModel): boolean {
  const size = rank + 1;
  for (let s = 0; s < draws; s++)
    for (let k = 0; k < size; k++) if (!(userPrecision[(s * size + k) * size + k] > 0)) return false;
  return true;
}

/** A whole number in a range. The upper bounds exceed what any trainer makes, and keep products of sizes exact. */
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const MAX_COLUMNS = 10_000_000;
const rank = whole(1, 1024);
const numberOrNull = v.nullable(v.pipe(v.number(), v.finite()));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const weight = v.pipe(v.number(), v.finite(), v.minValue(0));

const factorFields: Schema<Omit<FactorModel, FactorArrays>> = v.object({
  algorithm: oneOf<FactorModel['algorithm']>({ svd: true, als: true }),
  datasetId: v.string(),
  rank,
  mean: v.number(),
  validationRmse: numberOrNull,
  ridge: v.object({ bias: weight, factors: weight, per: oneOf<Ridge['per']>({ row: true, rating: true }) }),
});

const posteriorFields: Schema<Omit<PosteriorModel, PosteriorArrays>> = v.pipe(
  v.object({
    algorithm: v.literal('bayes'),
    datasetId: v.string(),
    rank,
    mean: v.number(),
    draws: whole(1, 1024),
    noiseShape: v.pipe(v.number(), v.minValue(0)),
    validationRmse: numberOrNull,
    // Models of older versions have no scale.
    intervalScale: v.optional(v.nullable(v.pipe(v.array(positive), v.length(ratedAtLeast.length))), null),
    featureColumns: whole(1, MAX_COLUMNS),
    userFeatures: v.array(
      v.object({
        group: oneOf<UserFeatureGroup>({ favourites: true, [RATED_MOVIES]: true, attributes: true }),
        columns: whole(0, MAX_COLUMNS),
      }),
    ),
  }),
  v.check(
    ({ userFeatures, featureColumns }) =>
      userFeatures.reduce((sum, { columns }) => sum + columns, 1) === featureColumns,
  ),
);

/** What people read about a field that makes no sense. */
const faults: Readonly<Record<string, string>> = {
  algorithm: 'its algorithm is unknown',
  datasetId: 'it names no data set',
  rank: 'its rank or mean makes no sense',
  mean: 'its rank or mean makes no sense',
  validationRmse: 'its error makes no sense',
  ridge: 'its penalty makes no sense',
  draws: 'its number of draws makes no sense',
  noiseShape: 'its noise makes no sense',
  intervalScale: 'its intervals make no sense',
  featureColumns: 'its features of people make no sense',
  userFeatures: 'its features of people make no sense',
};

/** The fields as the schema reads them, or what is wrong with the first that does not match. */
function parseFields<T extends object>(schema: Schema<T>, fields: ModelParts['fields']): T | string {
  const result = v.safeParse(schema, fields, { abortEarly: true });
  if (result.success) return result.output;
  // Only the check of the sum has no path.
  const name = result.issues[0].path?.[0].key;
  return faults[String(name)] ?? 'its features of people do not agree with their number';
}

function joinFactors(stored: ModelParts['fields'], arrays: ArrayReader, items: number): FactorModel | string {
  const fields = parseFields(factorFields, stored);
  if (typeof fields === 'string') return fields;
  const itemBias = arrays.floats('itemBias', items);
  const itemFactors = arrays.floats('itemFactors', items * fields.rank);
  if (itemBias === null || itemFactors === null) return arrays.fault;
  return { ...fields, itemBias, itemFactors };
}

function joinPosterior(
  stored: ModelParts['fields'],
  arrays: ArrayReader,
  items: number,
): PosteriorModel | string {
  const fields = parseFields(posteriorFields, stored);
  if (typeof fields === 'string') return fields;
  const { draws, rank, featureColumns } = fields;
  const size = rank + 1;
  const itemBias = arrays.floats('itemBias', draws * items);
  const itemFactors = arrays.floats('itemFactors', draws * items * rank);
  const noisePrecision = arrays.doubles('noisePrecision', draws);
  const userPrecision = arrays.doubles('userPrecision', draws * size * size);
  const userLinks = arrays.floats('userLinks', draws * featureColumns * size);
  if (!itemBias || !itemFactors || !noisePrecision || !userPrecision || !userLinks) return arrays.fault;
  return { ...fields, itemBias, itemFactors, noisePrecision, userPrecision, userLinks };
}

/** Finds arrays by name, of the type and length that each must have. Remembers the first that does not fit. */
class ArrayReader {
  fault = '';

  constructor(private readonly arrays: ModelParts['arrays']) {}

  floats(name: string, length: number): Float32Array | null {
    const column = this.find(name, length);
    return column instanceof Float32Array ? column : this.misfit(name);
  }

  doubles(name: string, length: number): Float64Array | null {
    const column = this.find(name, length);
    return column instanceof Float64Array ? column : this.misfit(name);
  }

  private find(name: string, length: number): Column | null {
    const column = Object.hasOwn(this.arrays, name) ? this.arrays[name] : null;
    return column?.length === length ? column : null;
  }

  private misfit(name: string): null {
    if (this.fault === '') this.fault = `its ${name} does not fit the rest`;
    return null;
  }
}
