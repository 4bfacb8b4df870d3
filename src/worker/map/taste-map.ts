import { AbortGroup } from '../../base/abort-group.ts';
import { memoize } from '../../base/memoize.ts';
import { densityMode } from '../../projection/density-mode.ts';
import { itemVectors } from '../../projection/item-vectors.ts';
import { defaultMap, type MapStep, projectItems } from '../../projection/project-items.ts';
import type { DrawnMap, MapAnswer, MapTint } from '../../protocol/map-messages.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import type { Library } from '../session/catalogue.ts';
import type { ModelInUse } from '../training/active-model.ts';

/** Movies that place the person. */
const LIFTED = 60;
/** Movies with fewer ratings are too unsure to place the person. */
const ENOUGH_RATINGS = 5;
/** Progress is shown this often, not at every turn. */
const PROGRESS_MS = 100;

interface MapPorts {
  readonly library: Library;
  readonly model: Pick<ModelInUse, 'trained' | 'predictor'>;
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
  private readonly plane: Plane;
  private drawn: Extract<MapAnswer, { readonly state: 'drawn' }> | null = null;
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

  constructor(private readonly ports: MapPorts) {
    this.plane = planeOf(ports.library);
  }

  /** The first read of a watch begins to draw what is not drawn yet; drawing ends with the watch. */
  read(signal: AbortSignal): MapAnswer {
    const { drawn } = this;
    const trained = this.ports.model.trained();
    const isDue = drawn === null || (this.isOutdated && drawn.map.runId !== trained?.run.id);
    if (this.drawing !== null && !this.drawing.watchers.signal.aborted) this.drawing.watchers.add(signal);
    else if (isDue && trained !== null && this.failedFor !== signal) this.begin(trained, signal);
    const { drawing } = this;
    if (drawing !== null)
      return { state: 'drawing', step: drawing.step, done: drawing.done, map: drawn?.map ?? null };
    // One object for one map: it is large, and sent once.
    return drawn ?? { state: 'waiting' };
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
    const { points } = this.drawn.map;
    const predictor = this.ports.model.predictor();
    if (predictor === null) return { predicted: null, you: null };
    const { placed, rare, placeOf } = this.plane;
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
    try {
      this.drawn = { state: 'drawn', map: await this.draw(trained, own) };
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

  private async draw({ run, model: trained }: TrainedModel, own: Drawing): Promise<DrawnMap> {
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
    const { placed } = this.plane;
    const { movies } = this.ports.library.dataset;
    const { rows, width } = itemVectors(trained, placed);
    const options = { ...defaultMap, directions: Math.min(defaultMap.directions, trained.rank) };
    const { points, trust } = await projectItems(rows, width, options, {
      signal: own.watchers.signal,
      onProgress,
    });
    return {
      runId: run.id,
      movies: [...placed].map((item) => movies[item]),
      counts: Int32Array.from(placed, (item) => this.ports.library.counts[item]),
      points,
      leftOut: movies.length - placed.length,
      trust,
      took: performance.now() - began,
    };
  }
}

/** Which movies are on the map. */
interface Plane {
  /** Items with ratings, in the order of the map. */
  readonly placed: Int32Array;
  /** Items whose predictions are too unsure to place the person. */
  readonly rare: ReadonlySet<number>;
  /** Index on the map of an item. */
  readonly placeOf: ReadonlyMap<number, number>;
}

function planeOf({ dataset: { movies }, counts }: Library): Plane {
  const items = [...movies.keys()];
  const placed = Int32Array.from(items.filter((item) => counts[item] > 0));
  return {
    placed,
    rare: new Set(items.filter((item) => counts[item] < ENOUGH_RATINGS)),
    placeOf: new Map([...placed].map((item, n) => [item, n])),
  };
}
