import { memoize } from '../../base/memoize.ts';
import { densityMode } from '../../projection/density-mode.ts';
import { itemVectors } from '../../projection/item-vectors.ts';
import { defaultMap, type MapStep, projectItems } from '../../projection/project-items.ts';
import type { DrawnMap, MapCommand, MapEvent, MapTint } from '../../protocol/map-messages.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Taste } from '../recommendations/personal-scores.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import type { Library } from '../session/catalogue.ts';
import type { ModelInUse } from '../training/active-model.ts';

/** Films that say where the person is. */
const LIFTED = 60;
/** Films with fewer ratings are too unsure to say it. */
const ENOUGH_RATINGS = 5;
/** Told so often, not at every turn. */
const TOLD_MS = 100;

interface MapPorts {
  readonly library: Library;
  readonly model: Pick<ModelInUse, 'trained' | 'predictor'>;
  taste(): Taste;
  emit(event: MapEvent): void;
  /** Says what could not be drawn. */
  tell(thrown: unknown): null;
  isOpen(): boolean;
}

/** All films on a plane, drawn beside the queue when somebody looks, and kept for the visit. */
export interface TasteMap {
  handle(command: MapCommand): void;
  /** The person or the model has changed. */
  follow(): void;
}

export function createTasteMap({ library, model, taste, emit, tell, isOpen }: MapPorts): TasteMap {
  const { movies } = library.dataset;
  const placed = Int32Array.from([...movies.keys()].filter((item) => library.counts[item] > 0));
  const known = new Set<number>();
  for (const item of placed) if (library.counts[item] >= ENOUGH_RATINGS) known.add(item);
  const rare = new Set([...movies.keys()].filter((item) => !known.has(item)));
  const placeOf = new Map([...placed].map((item, n) => [item, n]));
  const ofHeldOutUser = memoize(
    1,
    (predictor: StarPredictor) =>
      predictor.predict({
        ratings: { item: new Int32Array(0), value: new Float32Array(0) },
        genres: [],
      }).stars,
  );
  let drawn: DrawnMap | null = null;
  let looked = false;
  let drawing: { readonly runId: number; readonly controller: AbortController } | null = null;

  function tint({ points }: DrawnMap): MapTint {
    const { person, predicted } = taste();
    const predictor = model.predictor();
    if (predictor === null) return { predicted: null, you: null };
    const stars = Float32Array.from(placed, (item) => predicted(item) ?? 0);
    if (person.ratings.item.length === 0 && person.genres.length === 0)
      return { predicted: stars, you: null };
    const heldOutUser = ofHeldOutUser(predictor);
    const lift = heldOutUser.map((expected, item) => (predicted(item) ?? 0) - expected);
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

  function show(): void {
    if (drawn === null) return;
    emit({ type: 'mapDrawn', map: drawn });
    emit({ type: 'mapTinted', tint: tint(drawn) });
  }

  async function draw({ run, model: trained }: TrainedModel, controller: AbortController): Promise<void> {
    const began = performance.now();
    let emitted = Number.NEGATIVE_INFINITY;
    const onProgress = (step: MapStep, done: number) => {
      if (!isOpen()) return controller.abort();
      const now = performance.now();
      if (now - emitted < TOLD_MS) return;
      emitted = now;
      emit({ type: 'mapProgressed', step, done });
    };
    const { rows, width } = itemVectors(trained, placed);
    const options = { ...defaultMap, directions: Math.min(defaultMap.directions, trained.rank) };
    const { points, trust } = await projectItems(rows, width, options, {
      signal: controller.signal,
      onProgress,
    });
    if (controller.signal.aborted) return;
    drawn = {
      runId: run.id,
      movies: [...placed].map((item) => movies[item]),
      counts: Int32Array.from(placed, (item) => library.counts[item]),
      points,
      leftOut: movies.length - placed.length,
      trust,
      took: performance.now() - began,
    };
  }

  /** Draws beside the queue, so that nothing the person does has to wait for it. */
  function begin(): void {
    const trained = model.trained();
    if (trained === null) {
      emit({ type: 'mapWaiting' });
      return;
    }
    if (drawing?.runId === trained.run.id) return;
    drawing?.controller.abort();
    const controller = new AbortController();
    const started = { runId: trained.run.id, controller };
    drawing = started;
    emit({ type: 'mapProgressed', step: 'neighbours', done: 0 });
    draw(trained, controller)
      .then(() => {
        if (drawing !== started) return;
        drawing = null;
        show();
      })
      .catch((thrown: unknown) => {
        if (drawing === started) drawing = null;
        if (!controller.signal.aborted) tell(thrown);
      });
  }

  return {
    handle(command) {
      looked = command.type === 'openMap';
      if (command.type === 'closeMap') {
        drawing?.controller.abort();
        drawing = null;
        return;
      }
      if (drawn === null || (command.anew && drawn.runId !== model.trained()?.run.id)) begin();
      else show();
    },
    follow() {
      if (!looked) return;
      if (drawn !== null) emit({ type: 'mapTinted', tint: tint(drawn) });
      else if (drawing === null) begin();
    },
  };
}
