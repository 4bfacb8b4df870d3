import type { Dataset } from '../../dataset/dataset.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { type BackgroundFit, isCombined } from '../../recommenders/descriptor.ts';
import { type EaseRecommender, isEase } from '../../recommenders/models/ease.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { type Registry, registry } from '../../recommenders/registry.ts';
import type { AppStorage } from '../session/app-storage.ts';

/** The recommenders fitted in the background of every visit; those that are not ready are absent. */
export type Rankers = ReadonlyMap<RecommenderId, Recommender>;

type ModelStorage = Pick<AppStorage, 'loadRecommender' | 'saveRecommender'>;

/** Reads the models that earlier visits fitted. A model that cannot be read is reported and fitted again. */
export async function storedRankers(
  storage: ModelStorage,
  { id: datasetId, ratings }: Dataset,
  reportError: (thrown: unknown) => null,
  of: Registry = registry,
): Promise<Rankers> {
  const found = new Map<RecommenderId, Recommender>();
  for (const [id, { name, decode }] of backgroundFits(of)) {
    const stored = await storage
      .loadRecommender(name, datasetId)
      .then((model) => (model === null ? null : decode(model, ratings)))
      .catch(reportError);
    if (stored !== null) found.set(id, stored);
  }
  return found;
}

/**
 * Fits and stores those that are missing, in the order of the registry.
 * @param onFitted called after each; returns false when the rest is no longer needed
 */
export async function fitRankers(
  storage: ModelStorage,
  { id: datasetId, ratings }: Dataset,
  found: Rankers,
  onFitted: (rankers: Rankers) => boolean,
  of: Registry = registry,
): Promise<void> {
  let rankers = found;
  for (const [id, background] of backgroundFits(of)) {
    if (rankers.has(id)) continue;
    const { recommender, encode } = await background.fit(ratings);
    rankers = new Map([...rankers, [id, recommender]]);
    if (!onFitted(rankers)) return;
    await storage.saveRecommender(background.name, datasetId, encode());
  }
}

/** EASE with its model, null until it is fitted. */
export function easeIn(rankers: Rankers): EaseRecommender | null {
  const found = rankers.get('ease');
  return found !== undefined && isEase(found) ? found : null;
}

/** Those of a registry that are fitted in the background, in its order. */
export function backgroundFits({ list }: Registry): ReadonlyMap<RecommenderId, BackgroundFit> {
  const fits = new Map<RecommenderId, BackgroundFit>();
  for (const descriptor of list) {
    if (isCombined(descriptor) || descriptor.background === undefined) continue;
    fits.set(descriptor.id, descriptor.background);
  }
  return fits;
}
