import type { StarPredictor } from '../recommenders/stars.ts';
import type { StoredPerson } from '../storage/person.ts';
import { createComparing } from './comparing.ts';
import type { Engine } from './engine.ts';
import { createExperimentRecords } from './experiment-log.ts';
import { createExperimenting, type Experimenting } from './experimenting.ts';
import { createFits } from './fits.ts';
import type { Keeping } from './keeping.ts';
import type { Library } from './library.ts';
import type { ModelInUse } from './model-in-use.ts';
import type { Event } from './protocol.ts';
import type { Rankers } from './rankers.ts';
import { createRanking, type Ranking } from './ranking.ts';
import { createShowing, type Showing } from './showing.ts';
import { createSideTraining } from './side-training.ts';
import { createTasteMap, type TasteMap } from './taste-map.ts';
import type { TrainingControl } from './training-control.ts';

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
  readonly keeping: Keeping;
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
  const records = createExperimentRecords(ports.keeping.experiments, stored.experiments, ports.keep);
  const experiment = createExperimenting({
    ...{ library, fits, records, emit, isOpen, changed },
    failed: tell,
  });
  const showing = createShowing(library, known, emit, experiment.deal);
  const compare = createComparing({ fits, emit, tell, isOpen, taste: showing.taste });
  const map = createTasteMap({ library, model: ports.model, taste: showing.taste, emit, tell, isOpen });
  return { showing, ranking, compare, experiment, map };
}
