import { defaultTraining } from '../algorithms.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { Problem, reportOf } from '../problem.ts';
import { ease, fitEase } from '../recommenders/ease.ts';
import type { Recommender } from '../recommenders/recommender.ts';
import type { StoredPerson } from '../storage/person.ts';
import type { Keeping } from './keeping.ts';
import { createLibrary, fitsLibrary, type Library } from './library.ts';
import { movieOpened } from './movie-page.ts';
import { applied, type PersonCommand, written } from './person-change.ts';
import type { BackendName, Command, DatasetSummary, Event, PersonState } from './protocol.ts';
import { createTaste, type Taste } from './taste.ts';
import { createTrainingControl, type TrainedModel, type TrainingControl } from './training-control.ts';

/** What the session needs of the world, so that it runs in Node as in a worker. */
export interface Ports {
  emit(event: Event): void;
  /** Opens what is stored; decides by itself to go on in memory and says so through `kept`. */
  openKeeping(): Promise<Keeping>;
  /** Fetches and reads the built-in data set, telling how far it is. */
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  /** Brings in the learn side; only called when something is trained. */
  loadTraining(): Promise<typeof import('../training/train.ts')>;
}

export interface Session {
  handle(command: Command): void;
  /** Resolves when every command so far is done and EASE is fitted; for tests. */
  settled(): Promise<void>;
}

/** Results of one search. */
const FOUND = 8;
const FIRST_PAGE = 24;

/** Everything known once the session is open. */
interface Open {
  readonly keeping: Keeping;
  readonly library: Library;
  readonly training: TrainingControl;
  stored: StoredPerson;
  trained: TrainedModel | null;
  ease: Recommender | null;
  taste: Taste;
  /** The film whose page was opened last: its page is kept up to date. */
  item: number | null;
}

/**
 * The conversation: commands in, events out, one command at a time in the order they came. Training runs
 * beside the queue. A command that fails becomes a `failed` event and changes nothing.
 */
export function createSession(ports: Ports): Session {
  const { emit } = ports;
  let open: Open | null = null;
  let shown = FIRST_PAGE;
  let backend: BackendName | 'auto' = 'auto';
  let queue: Promise<void> = Promise.resolve();
  let fitting: Promise<unknown> = Promise.resolve();
  let writing: Promise<unknown> = Promise.resolve();

  const tell = (thrown: unknown): null => {
    emit({ type: 'failed', problem: reportOf(thrown) });
    return null;
  };
  const enqueue = (work: () => Promise<void> | void) => {
    queue = queue.then(work).catch((thrown: unknown) => {
      tell(thrown);
    });
  };

  async function start(): Promise<void> {
    emit({ type: 'loading', step: 'storage', done: 0, total: null });
    const keeping = await ports.openKeeping();
    const stored = await keeping.loadPerson();
    if (stored.unreadable.length > 0) tell(unreadable(stored.unreadable));
    const dataset = await storedOrFetched(keeping);
    emit({ type: 'loading', step: 'prepare', done: 0, total: null });
    const storedEase = await keeping.loadEase(dataset.id).catch(tell);
    const library = createLibrary(dataset);
    const found = await keeping.loadModel(dataset.id).catch(tell);
    const trained = found !== null && fitsLibrary(found.model, library) ? found : null;
    const training = createTrainingControl(backend, ports.loadTraining, emit, {
      trained: adopt,
      // Settings that failed would fail again at every visit.
      failed: () => enqueue(() => keeping.setTrainingSettings(null)),
    });
    const easeVoice = storedEase === null ? null : ease(storedEase, dataset.ratings);
    const taste = createTaste(library, { model: trained?.model ?? null, ease: easeVoice }, stored);
    open = { keeping, library, training, stored, trained, ease: easeVoice, taste, item: null };
    emit({
      type: 'opened',
      person: personState(open),
      dataset: summary(dataset),
      lastRun: trained === null ? null : { run: trained.run, points: trained.points, end: trained.end },
      kept: keeping.kept,
    });
    emit(open.taste.recommended(shown));
    emit(open.taste.asked());
    if (trained === null) training.start(dataset, stored.trainingSettings ?? defaultTraining);
    // Beside the queue, so that nothing the person does has to wait for it.
    if (storedEase === null) fitting = fitInBackground(open).catch(tell);
  }

  async function fitInBackground(now: Open): Promise<void> {
    const { dataset } = now.library;
    const model = await fitEase(dataset.ratings);
    if (open !== now) return;
    now.ease = ease(model, dataset.ratings);
    refresh(now);
    await now.keeping.saveEase(dataset.id, model);
  }

  async function storedOrFetched(keeping: Keeping): Promise<Dataset> {
    // What is damaged or cannot be kept is said, then mended from the network or done without: the data set
    // is the one thing that can always be had again.
    const kept = await keeping.loadDataset().catch(tell);
    if (kept) return kept;
    const dataset = await ports.fetchDataset(emit);
    emit({ type: 'loading', step: 'save', done: 0, total: null });
    await keeping.saveDataset(dataset).catch(tell);
    return dataset;
  }

  async function adopt(trained: TrainedModel): Promise<void> {
    if (open === null) return;
    open.trained = trained;
    refresh(open);
    await open.keeping.saveModel(trained);
  }

  /** Scores anew and tells the page. */
  function refresh(now: Open): void {
    now.taste = createTaste(now.library, { model: now.trained?.model ?? null, ease: now.ease }, now.stored);
    emit(now.taste.recommended(shown));
    showMovie(now);
  }

  function showMovie(now: Open): void {
    if (now.item !== null) emit(movieOpened(now.library, now.trained?.model ?? null, now.taste, now.item));
  }

  /**
   * The write is begun first and the list answered at once; `personChanged` confirms when it is on disk. While
   * training takes its turns, waiting for the disk before answering would be felt.
   */
  function change(now: Open, command: PersonCommand): void {
    const at = Date.now();
    const write = written(now.keeping, command, at);
    now.stored = applied(now.stored, command, at);
    const person = personState(now);
    refresh(now);
    emit(now.taste.asked());
    const told = write
      .then(() => emit({ type: 'personChanged', person }))
      .catch((thrown) => restore(now, thrown));
    writing = Promise.all([writing, told.catch(tell)]);
  }

  /** A write failed: back to what is really stored. */
  async function restore(now: Open, thrown: unknown): Promise<void> {
    tell(thrown);
    now.stored = await now.keeping.loadPerson();
    emit({ type: 'personChanged', person: personState(now) });
    refresh(now);
  }

  async function perform(command: Command): Promise<void> {
    if (command.type === 'open') {
      backend = command.backend;
      return start();
    }
    if (open === null) {
      throw new Problem('unexpected', 'Matinee is not open yet.', 'Reload the page.');
    }
    const now = open;
    switch (command.type) {
      case 'rate':
        checkRating(now, command.movieId, command.stars);
        return change(now, command);
      case 'pickGenres':
      case 'skip':
      case 'finishOnboarding':
        return change(now, command);
      case 'showMore':
        shown = command.count;
        emit(now.taste.recommended(shown));
        return;
      case 'search': {
        const items = now.library.search(command.query, FOUND);
        emit({ type: 'searched', query: command.query, cards: items.map(now.taste.card) });
        return;
      }
      case 'openMovie': {
        now.item = now.library.indexOf.get(command.movieId) ?? null;
        if (now.item === null) emit({ type: 'movieMissing', movieId: command.movieId });
        return showMovie(now);
      }
      case 'train':
        await now.keeping.setTrainingSettings(command.settings);
        return now.training.start(now.library.dataset, command.settings);
      case 'pauseTraining':
        return now.training.pause();
      case 'resumeTraining':
        return now.training.resume();
      case 'stopTraining':
        return now.training.stop();
      case 'forgetEverything':
        await now.training.abandon();
        await writing;
        open = null;
        shown = FIRST_PAGE;
        await now.keeping.clear();
        emit({ type: 'forgotten' });
        return start();
    }
  }

  return {
    handle: (command) => enqueue(() => perform(command)),
    async settled() {
      for (let last = queue; ; last = queue) {
        await last;
        await fitting;
        await writing;
        if (last === queue) return;
      }
    },
  };
}

function checkRating(now: Open, movieId: number, stars: number | null): void {
  if (!now.library.indexOf.has(movieId)) {
    throw new Problem(
      'data-invalid',
      `There is no film ${movieId} in this data set.`,
      'Choose a film by search.',
    );
  }
  if (stars !== null && !(stars >= 0.5 && stars <= 5 && Number.isInteger(stars * 2))) {
    throw new Problem('data-invalid', `${stars} is not a rating.`, 'Ratings are half stars from 0.5 to 5.');
  }
}

function unreadable(entries: readonly string[]): Problem {
  return new Problem(
    'storage-broken',
    `${entries.length} of your stored entries could not be read (${entries.slice(0, 3).join(', ')}).`,
    'Everything else is there. Rate those films again if you miss them.',
  );
}

function personState({ stored, library }: Open): PersonState {
  return {
    ratings: [...stored.ratings]
      .flatMap(([movieId, { stars, at }]) => {
        const item = library.indexOf.get(movieId);
        return item === undefined ? [] : [{ movie: library.dataset.movies[item], stars, at }];
      })
      .sort((a, b) => b.at - a.at),
    genres: stored.genres,
    onboarded: stored.onboarded,
  };
}

function summary(dataset: Dataset): DatasetSummary {
  const films = new Map<string, number>(dataset.genres.map((genre) => [genre, 0]));
  for (const movie of dataset.movies)
    for (const genre of movie.genres) films.set(genre, (films.get(genre) ?? 0) + 1);
  return {
    id: dataset.id,
    name: dataset.name,
    genres: [...films].map(([name, movies]) => ({ name, movies })),
    report: dataset.report,
  };
}
