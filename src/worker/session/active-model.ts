import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import { checkSound } from '../../storage/artifacts/model-store.ts';
import type { TrainedModel } from './app-storage.ts';
import type { Catalogue } from './catalogue.ts';

/** The model that predicts. */
export interface ModelInUse {
  predictor(): StarPredictor | null;
  /** Of a kind: the one that predicts, or the last that did in this visit. */
  predictorOf(algorithm: StarsModel['algorithm']): StarPredictor | null;
  /** The last finished run, whose model is stored; models from `preview` do not count. */
  trained(): TrainedModel | null;
  /** @throws Problem 'diverged' if the model's numbers make no sense, and then changes nothing */
  adopt(trained: TrainedModel): void;
  /** Predicts with the model of a run that still goes on. */
  preview(model: StarsModel): void;
  /** Back from a preview to the model that is kept. @returns whether that changed anything */
  endPreview(): boolean;
}

export function createModelInUse(catalogue: Catalogue, found: TrainedModel | null): ModelInUse {
  const adopted = new Map<StarsModel['algorithm'], StarPredictor>();
  let trained = found;
  let predictor = found === null ? null : catalogue.predictor(found.model);
  let previewed: StarsModel['algorithm'] | null = null;
  if (found !== null && predictor !== null) adopted.set(found.model.algorithm, predictor);
  return {
    predictor: () => predictor,
    trained: () => trained,
    predictorOf: (algorithm) =>
      (algorithm === previewed ? predictor : null) ?? adopted.get(algorithm) ?? null,
    adopt(next) {
      checkSound(next.model);
      trained = next;
      predictor = catalogue.predictor(next.model);
      adopted.set(next.model.algorithm, predictor);
      previewed = null;
    },
    preview(model) {
      checkSound(model);
      predictor = catalogue.predictor(model);
      previewed = model.algorithm;
    },
    endPreview() {
      if (previewed === null) return false;
      previewed = null;
      predictor = trained === null ? null : catalogue.predictor(trained.model);
      return true;
    },
  };
}
