import type { EncodedModel, StoredModel } from '../../recommenders/descriptor.ts';
import { type DerivedStore, derivedStore } from './artifact-store.ts';

/**
 * Stores the model of a recommender that is fitted in the background. The recommender itself encodes and decodes it.
 * @param name as in its codec
 */
export function recommenderStore(name: string): DerivedStore<EncodedModel, StoredModel> {
  return derivedStore({ name, encode: (model) => model, decode: (stored) => stored });
}
