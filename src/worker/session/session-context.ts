import type { Event } from '../../protocol/messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { DataInUse } from '../dataset/active-dataset.ts';
import type { Experimenting } from '../experiment/interleaved-list.ts';
import type { Ranking } from '../recommendations/active-recommender.ts';
import type { Rankers } from '../recommendations/background-recommenders.ts';
import type { Order, Showing } from '../recommendations/recommendations-view.ts';
import type { Lists } from '../recommendations/wire-recommendations.ts';
import type { ModelInUse } from '../training/active-model.ts';
import type { RunHistory } from '../training/run-history.ts';
import type { AppStorage, TrainedModel } from './app-storage.ts';
import type { Library } from './catalogue.ts';
import { fittingModel } from './load-stored.ts';
import { personState, summary } from './snapshots.ts';
import type { News, Tabs } from './tabs.ts';

/** Everything known once the session is open. */
export interface Visit {
  readonly storage: AppStorage;
  readonly tabs: Tabs;
  readonly data: DataInUse;
  readonly library: Library;
  readonly runs: RunHistory;
  readonly model: ModelInUse;
  readonly showing: Showing;
  readonly ranking: Ranking;
  readonly experiment: Experimenting;
  readonly compare: Lists['compare'];
  readonly map: Lists['map'];
  stored: StoredPerson;
  rankers: Rankers;
  emit(event: Event): void;
  /** Says what went wrong beside a command. */
  tell(thrown: unknown): null;
}

/** Tells the page all that it cannot ask for. */
export function tellOpened(visit: Visit): void {
  const { library, data, runs, model, storage } = visit;
  visit.emit({
    type: 'opened',
    person: personState(visit.stored, library),
    dataset: summary(data),
    runs: runs.list(),
    modelRunId: model.trained()?.run.id ?? null,
    kept: storage.kept,
  });
}

export function tellPerson({ stored, library, emit }: Visit): void {
  emit({ type: 'personChanged', person: personState(stored, library) });
}

/** Scores anew and tells the page. @param received when the command came that this answers, see Showing */
export function refresh(visit: Visit, order: Order, received?: number): void {
  const { stored, model, rankers, ranking, showing } = visit;
  ranking.renew();
  const ranker = ranking.inUse();
  showing.refresh({ stored, stars: model.predictor(), rankers, ranker }, order, received);
  visit.map.follow();
}

/** Orders the list by another recommender, in this tab and the others. */
export async function rankBy(visit: Visit, recommender: RecommenderId): Promise<void> {
  await visit.storage.setRankedBy(recommender);
  visit.stored = { ...visit.stored, rankedBy: recommender };
  visit.ranking.choose(recommender);
  visit.tabs.tell('person');
}

/** Predicts with the model from now on and keeps it; what cannot be kept serves for this visit, and that is told. */
export async function adopt(visit: Visit, trained: TrainedModel, order: Order): Promise<void> {
  visit.model.adopt(trained);
  refresh(visit, order);
  await visit.storage.saveModel(trained).catch(visit.tell);
  await visit.runs.add(trained).catch(visit.tell);
  visit.tabs.tell('model');
}

/**
 * Takes over what another tab has changed, without moving what the person looks at.
 * @param isTraining whether a run goes on here, which the page must not lose sight of
 */
export async function takeOver(visit: Visit, news: News, isTraining: boolean): Promise<void> {
  const { storage, library, model, runs } = visit;
  if (news === 'experiments') {
    const { experiments } = await storage.loadPerson();
    return visit.experiment.read(experiments);
  }
  if (news === 'person') {
    visit.stored = await storage.loadPerson();
    visit.ranking.choose(visit.stored.rankedBy);
    tellPerson(visit);
  } else {
    await runs.read();
    const trained = news === 'model' ? await fittingModel(storage, library) : null;
    if (trained !== null && trained.run.id !== model.trained()?.run.id) model.adopt(trained);
    if (!isTraining) tellOpened(visit);
  }
  refresh(visit, 'kept');
}
