import { memoize } from '../../base/memoize.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
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

/** All movies on a plane, drawn beside everything else while somebody watches, and held for the visit. */
export interface TasteMap {
  /** The first read of a watch begins to draw what is not drawn yet; drawing ends with the watch. */
  read(signal: AbortSignal): MapAnswer;
  /** What the map shows of the person; null while no map is drawn. */
  tint(scores: PersonalScores): MapTint | null;
  /** The next read draws by the model in use, where another one drew the map. */
  redraw(): void;
}

/** A drawing under way. */
interface Drawing {
  readonly runId: number;
  /** Of the watch that waits for it. */
  signal: AbortSignal;
  step: MapStep;
  done: number;
}

export function createTasteMap(ports: MapPorts): TasteMap {
  const { library, model, changed, reportError } = ports;
  const { movies } = library.dataset;
  const placed = Int32Array.from([...movies.keys()].filter((item) => library.counts[item] > 0));
  const known = new Set<number>();
  for (const item of placed) if (library.counts[item] >= ENOUGH_RATINGS) known.add(item);
  const rare = new Set([...movies.keys()].filter((item) => !known.has(item)));
  const placeOf = new Map([...placed].map((item, n) => [item, n]));
  const ofNewUser = memoize(
    1,
    (predictor: StarPredictor) =>
      predictor.predict({
        ratings: { item: new Int32Array(0), value: new Float32Array(0) },
        genres: [],
      }).stars,
  );
  let drawn: Extract<MapAnswer, { state: 'drawn' }> | null = null;
  let drawing: Drawing | null = null;
  let isOutdated = false;
  /** The watch for which drawing failed: it is not tried again until somebody looks anew. */
  let failedFor: AbortSignal | null = null;

  function tintOf({ points }: DrawnMap, { person, predicted }: PersonalScores): MapTint {
    const predictor = model.predictor();
    if (predictor === null) return { predicted: null, you: null };
    const stars = Float32Array.from(placed, (item) => predicted(item) ?? 0);
    if (person.ratings.item.length === 0 && person.genres.length === 0)
      return { predicted: stars, you: null };
    const newUser = ofNewUser(predictor);
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

  async function draw({ run, model: trained }: TrainedModel, own: Drawing): Promise<DrawnMap> {
    const began = performance.now();
    const pause = createBackgroundPause();
    let shownAt = Number.NEGATIVE_INFINITY;
    const onProgress = async (step: MapStep, done: number) => {
      await pause();
      own.signal.throwIfAborted();
      own.step = step;
      own.done = done;
      const now = performance.now();
      if (now - shownAt < PROGRESS_MS) return;
      shownAt = now;
      ports.progressed();
    };
    const { rows, width } = itemVectors(trained, placed);
    const options = { ...defaultMap, directions: Math.min(defaultMap.directions, trained.rank) };
    const { points, trust } = await projectItems(rows, width, options, onProgress);
    return {
      runId: run.id,
      movies: [...placed].map((item) => movies[item]),
      counts: Int32Array.from(placed, (item) => library.counts[item]),
      points,
      leftOut: movies.length - placed.length,
      trust,
      took: performance.now() - began,
    };
  }

  async function begin(trained: TrainedModel, signal: AbortSignal): Promise<void> {
    const own: Drawing = { runId: trained.run.id, signal, step: 'neighbours', done: 0 };
    drawing = own;
    try {
      drawn = { state: 'drawn', map: await draw(trained, own) };
      isOutdated = false;
    } catch (thrown) {
      if (!own.signal.aborted) {
        failedFor = own.signal;
        reportError(thrown);
      }
    }
    if (drawing === own) drawing = null;
    changed();
  }

  return {
    read(signal) {
      const trained = model.trained();
      const isDue = drawn === null || (isOutdated && drawn.map.runId !== trained?.run.id);
      if (drawing !== null) drawing.signal = signal;
      else if (isDue && trained !== null && failedFor !== signal) begin(trained, signal);
      if (drawing !== null)
        return { state: 'drawing', step: drawing.step, done: drawing.done, map: drawn?.map ?? null };
      // One object for one map: it is large, and sent once.
      return drawn ?? { state: 'waiting' };
    },
    tint: (scores) => (drawn === null ? null : tintOf(drawn.map, scores)),
    redraw() {
      isOutdated = true;
      failedFor = null;
      changed();
    },
  };
}
