import type {
  FactorModel,
  PosteriorModel,
  StarsModel,
  UserFeatureGroup,
} from '../../recommenders/models/factor-model.ts';
import type { Column } from '../database/columns.ts';
import { isRecord } from '../person/person-schema.ts';

/** A model as it is kept or written to a file: what is not an array, which JSON can write, and the arrays. */
export interface ModelParts {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Column>>;
}

/** A model put together again, or what about the parts makes no sense, as the end of a sentence. */
export type PutTogether = { readonly model: StarsModel } | { readonly wrong: string };

/** More than any trainer makes; keeps products of sizes far from the bounds of numbers. */
const MOST = { rank: 1024, draws: 1024, columns: 10_000_000 } as const;

/** Takes a model apart; the arrays are the model's own. */
export function takeApart(model: StarsModel): ModelParts {
  if (model.algorithm === 'bayes') {
    const { itemBias, itemFactors, noisePrecision, userPrecision, userLinks, ...fields } = model;
    return {
      fields: { ...fields },
      arrays: { itemBias, itemFactors, noisePrecision, userPrecision, userLinks },
    };
  }
  const { itemBias, itemFactors, ...fields } = model;
  return { fields: { ...fields }, arrays: { itemBias, itemFactors } };
}

/**
 * The model of some parts, with every size checked against every other and every number looked at.
 * @param items how many items the model must have
 */
export function putTogether({ fields, arrays }: ModelParts, items: number): PutTogether {
  const read = fields.algorithm === 'bayes' ? posteriorFrom : factorsFrom;
  const model = read(fields, new Columns(arrays), items);
  return typeof model === 'string' ? { wrong: model } : unsoundness(model, items);
}

/** Null for a model with which one can predict, else what is wrong with it, as the end of a sentence. */
export function unsound(model: StarsModel): string | null {
  const draws = model.algorithm === 'bayes' ? model.draws : 1;
  const found = unsoundness(model, model.itemBias.length / draws);
  return 'wrong' in found ? found.wrong : null;
}

/** Zeros are what a lost graphics device hands out. */
function unsoundness(model: StarsModel, items: number): PutTogether {
  const { arrays } = takeApart(model);
  for (const [name, column] of Object.entries(arrays))
    if (!areFinite(column)) return { wrong: `its ${name} holds what is not a number` };
  if (!Number.isFinite(model.mean)) return { wrong: 'its mean is not a number' };
  if (!Number.isInteger(items) || items < 1) return { wrong: 'its sizes do not agree' };
  if (model.itemFactors.length !== model.itemBias.length * model.rank)
    return { wrong: 'its sizes do not agree' };
  if (!model.itemFactors.some((value) => value !== 0)) return { wrong: 'all its factors are zero' };
  if (model.algorithm === 'bayes') {
    if (!model.noisePrecision.every((value) => value > 0)) return { wrong: 'its noise is not positive' };
    if (!hasPositiveDiagonals(model)) return { wrong: 'its precision of people is not positive' };
  }
  return { model };
}

/** A loop by index: of millions of numbers an iterator would take its time. */
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

function factorsFrom(fields: ModelParts['fields'], columns: Columns, items: number): FactorModel | string {
  const { datasetId, algorithm, rank, mean, ridge, validationRmse } = fields;
  if (algorithm !== 'svd' && algorithm !== 'als') return 'its algorithm is unknown';
  if (typeof datasetId !== 'string') return 'it names no data set';
  if (!isWhole(rank, 1, MOST.rank) || typeof mean !== 'number') return 'its rank or mean makes no sense';
  if (!isNumberOrNull(validationRmse)) return 'its error makes no sense';
  if (!isRidge(ridge)) return 'its penalty makes no sense';
  const itemBias = columns.floats('itemBias', items);
  const itemFactors = columns.floats('itemFactors', items * rank);
  if (itemBias === null || itemFactors === null) return columns.wrong;
  return { datasetId, algorithm, rank, mean, itemBias, itemFactors, ridge, validationRmse };
}

function posteriorFrom(
  fields: ModelParts['fields'],
  columns: Columns,
  items: number,
): PosteriorModel | string {
  const { datasetId, rank, mean, draws, noiseShape, featureColumns, userFeatures, validationRmse } = fields;
  if (typeof datasetId !== 'string') return 'it names no data set';
  if (!isWhole(rank, 1, MOST.rank) || typeof mean !== 'number') return 'its rank or mean makes no sense';
  if (!isWhole(draws, 1, MOST.draws)) return 'its number of draws makes no sense';
  if (typeof noiseShape !== 'number' || !(noiseShape >= 0)) return 'its noise makes no sense';
  if (!isNumberOrNull(validationRmse)) return 'its error makes no sense';
  if (!isWhole(featureColumns, 1, MOST.columns) || !isFeatures(userFeatures)) {
    return 'its features of people make no sense';
  }
  if (userFeatures.reduce((sum, { columns }) => sum + columns, 1) !== featureColumns)
    return 'its features of people do not agree with their number';
  const size = rank + 1;
  const itemBias = columns.floats('itemBias', draws * items);
  const itemFactors = columns.floats('itemFactors', draws * items * rank);
  const noisePrecision = columns.doubles('noisePrecision', draws);
  const userPrecision = columns.doubles('userPrecision', draws * size * size);
  const userLinks = columns.floats('userLinks', draws * featureColumns * size);
  if (!itemBias || !itemFactors || !noisePrecision || !userPrecision || !userLinks) return columns.wrong;
  return {
    ...{ datasetId, algorithm: 'bayes', rank, mean, draws, noiseShape, featureColumns, validationRmse },
    userFeatures: userFeatures.map(({ group, columns }) => ({ group, columns })),
    ...{ itemBias, itemFactors, noisePrecision, userPrecision, userLinks },
  };
}

/** Arrays by name, of the kind and length that each must have; remembers the first that does not fit. */
class Columns {
  wrong = '';

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
    if (this.wrong === '') this.wrong = `its ${name} does not fit the rest`;
    return null;
  }
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}

function isRidge(value: unknown): value is FactorModel['ridge'] {
  const isWeight = (weight: unknown) => typeof weight === 'number' && weight >= 0 && Number.isFinite(weight);
  return (
    isRecord(value) &&
    isWeight(value.bias) &&
    isWeight(value.factors) &&
    (value.per === 'row' || value.per === 'rating')
  );
}

const groups: Readonly<Record<UserFeatureGroup, true>> = {
  favourites: true,
  ratedFilms: true,
  attributes: true,
};

function isFeatures(value: unknown): value is PosteriorModel['userFeatures'] {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) =>
        isRecord(one) &&
        typeof one.group === 'string' &&
        Object.hasOwn(groups, one.group) &&
        isWhole(one.columns, 0, MOST.columns),
    )
  );
}
