import { AbortGroup } from '../../base/abort-group.ts';
import { memoize } from '../../base/memoize.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import type { Threads } from '../../base/threads.ts';
import { densityMode } from '../../projection/density-mode.ts';
import { itemVectors } from '../../projection/item-vectors.ts';
import { neighbourhoodsOf } from '../../projection/neighbourhoods.ts';
import { defaultMap, type MapStep, projectItems } from '../../projection/project-items.ts';
import type { DrawnMap, MapAnswer, MapProgress, MapTint } from '../../protocol/map-messages.ts';
import type { FeatureGroup, TrainingSettings } from '../../protocol/training-messages.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { ModelInUse } from '../session/active-model.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** Movies that place the person. */
const LIFTED = 60;
/** Movies with fewer ratings are too unsure to place the person. */
const ENOUGH_RATINGS = 5;
/** A movie that nobody in the data set rated is on the map if so many people elsewhere did. */
const WELL_KNOWN = 200;
/** What a model may know of a movie that nobody rated, and places it by. */
const TELLING: readonly FeatureGroup[] = ['genres', 'decades', 'directors', 'cast', 'languages', 'countries'];
/** Progress is shown this often, not at every turn. */
const PROGRESS_MS = 100;

const WAITING: MapAnswer = { state: 'waiting' };
const DRAWING: MapAnswer = { state: 'drawing' };

interface MapPorts {
  readonly catalogue: Catalogue;
  readonly model: Pick<ModelInUse, 'trained' | 'predictor'>;
  /** What divides the drawing. */
  readonly threads: Threads;
  /** Another map is drawn, or is to be. */
  changed(): void;
  /** There is progress to show. */
  progressed(): void;
  /** Reports what could not be drawn. */
  reportError(thrown: unknown): null;
}

/** A drawing under way. */
interface Drawing {
  /** Those who watch: when all are gone, it is given up. */
  readonly watchers: AbortGroup;
  step: MapStep;
  done: number;
}

/** All movies on a plane, drawn beside everything else while somebody watches, and held for the visit. */
export class TasteMap {
  private drawn: {
    readonly answer: Extract<MapAnswer, { readonly state: 'drawn' }>;
    readonly plane: Plane;
  } | null = null;
  private drawing: Drawing | null = null;
  private isOutdated = false;
  /** The watch for which drawing failed: it is not tried again until somebody looks anew. */
  private failedFor: AbortSignal | null = null;
  private readonly predictedForNewUser = memoize(
    1,
    (predictor: StarPredictor) =>
      predictor.predict({
        ratings: { item: new Int32Array(0), value: new Float32Array(0) },
        genres: [],
      }).stars,
  );

  constructor(private readonly ports: MapPorts) {}

  /** The first read of a watch begins to draw what is not drawn yet; drawing ends with the watch. */
  read(signal: AbortSignal): MapAnswer {
    const { drawn } = this;
    const trained = this.ports.model.trained();
    const isDue = drawn === null || (this.isOutdated && drawn.answer.map.runId !== trained?.run.id);
    if (this.drawing !== null && !this.drawing.watchers.signal.aborted) this.drawing.watchers.add(signal);
    else if (isDue && trained !== null && this.failedFor !== signal) this.begin(trained, signal);
    // One object for one map: it is large, and sent once.
    if (drawn !== null) return drawn.answer;
    return this.drawing === null ? WAITING : DRAWING;
  }

  /** How far the drawing under way is; null while there is none. */
  progress(): MapProgress | null {
    const { drawing } = this;
    return drawing === null ? null : { step: drawing.step, done: drawing.done };
  }

  /** The next read draws by the model in use, where another one drew the map. */
  redraw(): void {
    this.isOutdated = true;
    this.failedFor = null;
    this.ports.changed();
  }

  /** What the map shows of the person; null while no map is drawn. */
  tint({ person, predicted }: PersonalScores): MapTint | null {
    if (this.drawn === null) return null;
    const { points } = this.drawn.answer.map;
    const predictor = this.ports.model.predictor();
    if (predictor === null) return { predicted: null, you: null };
    const { placed, rare, placeOf } = this.drawn.plane;
    const stars = Float32Array.from(placed, (item) => predicted(item) ?? 0);
    if (person.ratings.item.length === 0 && person.genres.length === 0)
      return { predicted: stars, you: null };
    const newUser = this.predictedForNewUser(predictor);
    const lift = newUser.map((expected, item) => (predicted(item) ?? 0) - expected);
    const best = topItems(lift, LIFTED, rare);
    const at = Float32Array.from(
      best.flatMap((item) => {
        const n = placeOf.get(item) ?? 0;
        return [points[2 * n], points[2 * n + 1]];
      }),
    );
    const weights = Float32Array.from(best, (item) => Math.max(0, lift[item]));
    return { predicted: stars, you: densityMode(at, weights) };
  }

  private async begin(trained: TrainedModel, signal: AbortSignal): Promise<void> {
    const own: Drawing = { watchers: new AbortGroup(), step: 'neighbours', done: 0 };
    own.watchers.add(signal);
    this.drawing = own;
    this.ports.progressed();
    try {
      const plane = planeOf(this.ports.catalogue, trained.run.settings);
      this.drawn = { answer: { state: 'drawn', map: await this.draw(trained, plane, own) }, plane };
      this.isOutdated = false;
    } catch (thrown) {
      if (!own.watchers.signal.aborted) {
        this.failedFor = signal;
        this.ports.reportError(thrown);
      }
    }
    if (this.drawing === own) this.drawing = null;
    this.ports.changed();
  }

  private async draw(
    { run, model: trained }: TrainedModel,
    { placed }: Plane,
    own: Drawing,
  ): Promise<DrawnMap> {
    const began = performance.now();
    let shownAt = Number.NEGATIVE_INFINITY;
    const onProgress = (step: MapStep, done: number) => {
      own.step = step;
      own.done = done;
      const now = performance.now();
      if (now - shownAt < PROGRESS_MS) return;
      shownAt = now;
      this.ports.progressed();
    };
    const { catalogue, threads } = this.ports;
    const { counts, dataset } = catalogue;
    const { rows, width } = itemVectors(trained, placed);
    const options = { ...defaultMap, directions: Math.min(defaultMap.directions, trained.rank) };
    const { signal } = own.watchers;
    const { points, trust } = await projectItems(rows, width, options, { signal, onProgress, threads });
    const movies = Array.from(placed, (item) => dataset.movies[item]);
    return {
      runId: run.id,
      movies,
      counts: Int32Array.from(placed, (item) => counts[item]),
      points,
      neighbourhoods: await neighbourhoodsOf(movies, points, createBackgroundPause(signal)),
      unrated: placed.filter((item) => counts[item] === 0).length,
      leftOut: dataset.movies.length - placed.length,
      trust,
      took: performance.now() - began,
    };
  }
}

/** Which movies are on the map. */
interface Plane {
  /** Items with a place, in the order of the map. */
  readonly placed: Int32Array;
  /** Items whose predictions are too unsure to place the person, or that are not on the map. */
  readonly rare: ReadonlySet<number>;
  /** Index on the map of an item. */
  readonly placeOf: ReadonlyMap<number, number>;
}

/**
 * Movies that somebody in the data set rated are on the map. Of the others, those that are well known elsewhere join them
 * if the model knows more of a movie than its ratings; else their factors are noise.
 */
function planeOf({ dataset, counts }: Catalogue, { algorithm, features }: TrainingSettings): Plane {
  const { movies, statistics = null } = dataset;
  const items = [...movies.keys()];
  const placesUnrated = algorithm === 'bayes' && features.some((group) => TELLING.includes(group));
  const isPlaced = (item: number) =>
    counts[item] > 0 || (placesUnrated && (statistics?.count[item] ?? 0) >= WELL_KNOWN);
  const placed = Int32Array.from(items.filter(isPlaced));
  return {
    placed,
    rare: new Set(items.filter((item) => counts[item] < ENOUGH_RATINGS)),
    placeOf: new Map([...placed].map((item, n) => [item, n])),
  };
}
