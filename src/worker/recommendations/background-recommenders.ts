import type { Dataset, Ratings } from '../../dataset/dataset.ts';
import { baseIdOf } from '../../dataset/exclude-suspicious.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { LearningBound } from '../../protocol/recommender-messages.ts';
import { RATINGS_BOUND } from '../../recommenders/bounded-ratings.ts';
import { type BackgroundFit, type FitWork, isCombined } from '../../recommenders/descriptor.ts';
import { type EaseRecommender, isEase, MANY_USERS } from '../../recommenders/models/ease-descriptor.ts';
import { defaultMovieEase } from '../../recommenders/models/ease-of-movies.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { type Registry, registry } from '../../recommenders/registry.ts';
import type { AppStorage } from '../session/app-storage.ts';

/** The recommenders fitted in the background of every visit, and imported ones; those that are not ready are absent. */
export type BackgroundRecommenders = ReadonlyMap<RecommenderId, Recommender>;

type ModelStorage = Pick<AppStorage, 'loadRecommender' | 'saveRecommender'>;

/** Reads the models that earlier visits fitted or imported. A model that cannot be read is reported and fitted again. */
export async function storedBackgroundRecommenders(
  storage: ModelStorage,
  { id: datasetId, ratings }: Dataset,
  reportError: (thrown: unknown) => null,
  of: Registry = registry,
): Promise<BackgroundRecommenders> {
  const found = new Map<RecommenderId, Recommender>();
  const imported = importedModels(of);
  for (const [id, { name, decode }] of [...backgroundFits(of), ...imported]) {
    // Factors of movies fit whatever ratings the person excludes.
    const madeFor = imported.has(id) ? baseIdOf(datasetId) : datasetId;
    const stored = await storage
      .loadRecommender(name, madeFor)
      .then((model) => (model === null ? null : decode(model, ratings)))
      .catch(reportError);
    if (stored !== null) found.set(id, stored);
  }
  return found;
}

/**
 * Fits and stores those that are missing, in the order of the registry.
 * @param onFitted called after each; returns false when the rest is no longer needed
 * @param workOn takes the progress of each, and gives it up
 */
export async function fitBackgroundRecommenders(
  storage: ModelStorage,
  { id: datasetId, ratings }: Dataset,
  found: BackgroundRecommenders,
  onFitted: (fitted: BackgroundRecommenders) => boolean,
  of: Registry = registry,
  workOn: (id: RecommenderId) => FitWork = () => ({}),
): Promise<void> {
  let fitted = found;
  for (const [id, background] of backgroundFits(of)) {
    if (fitted.has(id)) continue;
    const { recommender, encode } = await background.fit(ratings, workOn(id));
    fitted = new Map([...fitted, [id, recommender]]);
    if (!onFitted(fitted)) return;
    await storage.saveRecommender(background.name, datasetId, encode());
  }
}

/** What the recommenders leave out of these ratings; null where they learn from all of them. */
export function learningBound({ users, items, item }: Ratings): LearningBound | null {
  const movies = users >= MANY_USERS ? Math.min(items, defaultMovieEase.maxItems) : items;
  if (item.length <= RATINGS_BOUND && movies === items) return null;
  return { ratings: Math.min(item.length, RATINGS_BOUND), of: item.length, movies, ofMovies: items };
}

/** EASE with its model, null until it is fitted. */
export function easeIn(recommenders: BackgroundRecommenders): EaseRecommender | null {
  const found = recommenders.get('ease');
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

/** Those of a registry whose model is trained elsewhere and imported. */
export function importedModels({
  list,
}: Registry): ReadonlyMap<RecommenderId, Pick<BackgroundFit, 'name' | 'decode'>> {
  const models = new Map<RecommenderId, Pick<BackgroundFit, 'name' | 'decode'>>();
  for (const descriptor of list) {
    if (isCombined(descriptor) || descriptor.imported === undefined) continue;
    models.set(descriptor.id, descriptor.imported);
  }
  return models;
}
