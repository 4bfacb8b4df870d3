import type { StarsModel } from '../recommenders/factor-model.ts';
import { type StarPredictor, starPredictor } from '../recommenders/stars.ts';
import { checkSound } from '../storage/model-store.ts';
import type { TrainedModel } from './keeping.ts';
import type { Library } from './library.ts';

/** The model that predicts. */
export interface ModelInUse {
  predictor(): StarPredictor | null;
  /** The last run that is over, whose model is kept; what `preview` brought is not. */
  trained(): TrainedModel | null;
  /** @throws Problem 'diverged' if the model's numbers make no sense, and then changes nothing */
  adopt(trained: TrainedModel): void;
  /** Predicts with the model of a run that still goes on. */
  preview(model: StarsModel): void;
  /** Back from a preview to the model that is kept. @returns whether that changed anything */
  endPreview(): boolean;
}

export function createModelInUse(library: Library, found: TrainedModel | null): ModelInUse {
  const predictorOf = (model: StarsModel) => starPredictor(model, library.dataset, library.tfidf);
  let trained = found;
  let predictor = found === null ? null : predictorOf(found.model);
  let isPreview = false;
  return {
    predictor: () => predictor,
    trained: () => trained,
    adopt(adopted) {
      checkSound(adopted.model);
      trained = adopted;
      predictor = predictorOf(adopted.model);
      isPreview = false;
    },
    preview(model) {
      checkSound(model);
      predictor = predictorOf(model);
      isPreview = true;
    },
    endPreview() {
      if (!isPreview) return false;
      isPreview = false;
      predictor = trained === null ? null : predictorOf(trained.model);
      return true;
    },
  };
}
