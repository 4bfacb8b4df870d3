import * as v from 'valibot';
import { isRecord } from '../../base/is-record.ts';
import { Problem } from '../../base/problem.ts';
import { countSchema, parseOrNull, type Schema } from '../../base/schemas.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { DataStore } from '../database/generations.ts';
import { type ArtifactEntry, artifactStore } from './artifact-store.ts';
import { faultOf, joinModel, splitModel } from './model-codec.ts';

/** A trained model and how it was trained, which is plain JSON. */
interface ModelWithHistory<History> {
  readonly model: StarsModel;
  readonly history: History;
}

/** Stores one trained model. */
export interface ModelStore<History> {
  /**
   * Replaces the model that was stored before.
   * @throws Problem 'diverged' if its numbers make no sense, and then keeps the old one; storage Problems
   */
  save(data: DataStore, trained: ModelWithHistory<History>): Promise<void>;
  /** What `saveTogether` stores. @throws Problem 'diverged' if the model's numbers make no sense */
  entry(trained: ModelWithHistory<History>): ArtifactEntry;
  /**
   * Null if there is none, if it was trained on another data set, or if it or its history makes no sense: it can be
   * trained again.
   * @throws Problem 'storage-broken' if it is damaged; other storage Problems
   */
  load(data: DataStore, datasetId: string): Promise<ModelWithHistory<History> | null>;
}

/** @throws Problem 'diverged' for a model whose numbers make no sense */
export function checkSound(model: StarsModel): void {
  const fault = faultOf(model);
  if (fault === null) return;
  throw new Problem(
    'diverged',
    `The trained model holds no usable numbers: ${fault}.`,
    'Train again with other settings.',
  );
}

/** @param name the name under which the model is stored; it never changes */
export function modelStore<History>(name: string, historySchema: Schema<History>): ModelStore<History> {
  const metaSchema = v.object({
    model: v.custom<Readonly<Record<string, unknown>>>(isRecord),
    items: countSchema,
    history: historySchema,
  });
  const store = artifactStore<ModelWithHistory<History>>({
    name,
    encode({ model, history }) {
      const { fields, arrays } = splitModel(model);
      const draws = model.algorithm === 'bayes' ? model.draws : 1;
      return { meta: { model: fields, items: model.itemBias.length / draws, history }, arrays };
    },
    decode({ meta, arrays }) {
      const stored = parseOrNull(metaSchema, meta);
      if (stored === null) return null;
      const joined = joinModel({ fields: stored.model, arrays }, stored.items);
      return 'model' in joined ? { model: joined.model, history: stored.history } : null;
    },
  });
  return {
    async save(data, trained) {
      checkSound(trained.model);
      await store.save(data, trained);
    },
    entry(trained) {
      checkSound(trained.model);
      return store.entry(trained);
    },
    async load(data, datasetId) {
      const stored = await store.load(data);
      return stored?.model.datasetId === datasetId ? stored : null;
    },
  };
}
