import type { Dataset } from '../../dataset/dataset.ts';
import { type EaseRecommender, ease, fitEase } from '../../recommenders/models/ease.ts';
import { defaultIals, fitIals, ials, viewingIals } from '../../recommenders/models/implicit-als.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import type { AppStorage } from '../session/app-storage.ts';

/** The voices that are fitted on everyone's ratings without the learn side; null until they are. */
export interface Rankers {
  readonly ease: EaseRecommender | null;
  readonly ials: Recommender | null;
  readonly viewing: Recommender | null;
}

/** What earlier visits fitted; what cannot be read is told and fitted again. */
export async function storedRankers(
  storage: AppStorage,
  { id, ratings }: Dataset,
  tell: (thrown: unknown) => null,
): Promise<Rankers> {
  const storedEase = await storage.loadEase(id).catch(tell);
  const storedIals = await storage.loadIals('liked', id).catch(tell);
  const storedViewing = await storage.loadIals('rated', id).catch(tell);
  return {
    ease: storedEase === null ? null : ease(storedEase, ratings),
    ials: storedIals === null ? null : ials(storedIals),
    viewing: storedViewing === null ? null : ials(storedViewing),
  };
}

/**
 * Fits and keeps those that are missing, EASE first: it is sooner done.
 * @param fitted told after each; false when nobody wants the rest
 */
export async function fitRankers(
  storage: AppStorage,
  { id, ratings }: Dataset,
  found: Rankers,
  fitted: (rankers: Rankers) => boolean,
): Promise<void> {
  let rankers = found;
  if (rankers.ease === null) {
    const model = await fitEase(ratings);
    rankers = { ...rankers, ease: ease(model, ratings) };
    if (!fitted(rankers)) return;
    await storage.saveEase(id, model);
  }
  for (const [name, options] of [
    ['viewing', viewingIals],
    ['ials', defaultIals],
  ] as const) {
    if (rankers[name] !== null) continue;
    const model = await fitIals(ratings, options);
    rankers = { ...rankers, [name]: ials(model) };
    if (!fitted(rankers)) return;
    await storage.saveIals(id, model);
  }
}
