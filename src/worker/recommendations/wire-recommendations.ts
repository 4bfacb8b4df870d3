import type { Event } from '../../protocol/messages.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import { createExperimentRecords } from '../experiment/experiment-log.ts';
import { createExperimenting, type Experimenting } from '../experiment/interleaved-list.ts';
import { createTasteMap, type TasteMap } from '../map/taste-map.ts';
import type { AppStorage } from '../session/app-storage.ts';
import type { Library } from '../session/catalogue.ts';
import type { ModelInUse } from '../training/active-model.ts';
import { createSideTraining } from '../training/comparison-training.ts';
import type { TrainingControl } from '../training/training-control.ts';
import type { Engine } from '../training/training-engine.ts';
import { createRanking, type Ranking } from './active-recommender.ts';
import type { Rankers } from './background-recommenders.ts';
import { createComparing } from './compare-lists.ts';
import { createShowing, type Showing } from './recommendations-view.ts';
import { createFits } from './recommender-pool.ts';

/** Everything that puts films in an order for the page. */
export interface Lists {
  readonly showing: Showing;
  readonly ranking: Ranking;
  readonly compare: ReturnType<typeof createComparing>;
  readonly experiment: Experimenting;
  readonly map: TasteMap;
}

interface ListsPorts {
  readonly library: Library;
  readonly model: ModelInUse;
  readonly storage: AppStorage;
  readonly engine: Engine;
  readonly training: TrainingControl;
  emit(event: Event): void;
  tell(thrown: unknown): null;
  rankers(): Rankers;
  rankersFitted(): Promise<unknown>;
  /** False once the visit is over. */
  isOpen(): boolean;
  /** For you is to be ordered anew. */
  changed(): void;
  /** A write that nobody waits for: told where it fails. */
  keep(write: Promise<void>): void;
  /** What the person chose cannot be had; the list stays ordered as it is. */
  unable(inUse: StoredPerson['rankedBy']): void;
}

/** @param stars what predicts at first */
export function createLists(stored: StoredPerson, stars: StarPredictor | null, ports: ListsPorts): Lists {
  const { library, emit, tell, isOpen, changed } = ports;
  const side = createSideTraining(library.dataset, ports.engine, ports.training);
  const fits = createFits({ ...ports, side });
  const ranking = createRanking(stored.rankedBy, {
    ...{ fits, emit, isOpen, changed },
    failed(inUse, thrown) {
      tell(thrown);
      ports.unable(inUse);
    },
  });
  const known = { stored, stars, rankers: ports.rankers(), ranker: ranking.inUse() };
  const records = createExperimentRecords(ports.storage.experiments, stored.experiments, ports.keep);
  const experiment = createExperimenting({
    ...{ library, fits, records, emit, isOpen, changed },
    failed: tell,
  });
  const showing = createShowing(library, known, emit, experiment.deal);
  const compare = createComparing({ fits, emit, tell, isOpen, taste: showing.taste });
  const map = createTasteMap({ library, model: ports.model, taste: showing.taste, emit, tell, isOpen });
  return { showing, ranking, compare, experiment, map };
}
