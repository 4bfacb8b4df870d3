import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Movie } from '../../dataset/dataset.ts';
import type { Acting } from '../../protocol/activity.ts';
import type { Command, Event, MarkedMovie, PersonState, Unconfirmed } from '../../protocol/messages.ts';
import type { Client } from '../../worker/client.ts';
import { download } from '../kit/download.ts';
import { type Act, initialState, reduce, type State } from './state.ts';
import { type Journal, unconfirmedOf } from './unconfirmed-journal.ts';

export interface Store {
  state(): State;
  subscribe(listener: () => void): () => void;
  act(act: Act): void;
  send(command: Command | Acting): void;
}

/**
 * Holds the state and the line to the worker.
 * @param open starts the worker; its events are reduced in order
 */
export function createStore(
  journal: Journal,
  open: (unconfirmed: () => readonly Unconfirmed[], onEvent: (event: Event) => void) => Client,
): Store {
  let state = initialState;
  const listeners = new Set<() => void>();
  const apply = (action: Event | Act) => {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    if (state.pending !== before.pending) journal.write(unconfirmedOf(state.pending));
    for (const listener of listeners) listener();
  };
  const client = open(journal.read, (event) => {
    if (event.type === 'opened') journal.clearOthers();
    if (event.type === 'modelExported') download(event.name, [event.bytes], 'application/octet-stream');
    if (event.type === 'backedUp') download(event.name, [event.text], 'application/json');
    if (event.type === 'experimentExported') saveExperiment(event);
    apply(event);
  });
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act: apply,
    send: (command) => client.send(command),
  };
}

/** What writes the file comes when a file is asked for. */
async function saveExperiment({
  log,
  format,
}: Extract<Event, { type: 'experimentExported' }>): Promise<void> {
  const { downloadExperiment } = await import('../experiment/experiment-file.ts');
  downloadExperiment(log, format);
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useStore outside of StoreContext');
  return store;
}

/** A part of the state; the component draws anew when that part changes. The part must be stored, not made. */
export function useSelect<T>(select: (state: State) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}

/** What a person can do to films and picks: shown at once, told to the worker beside it. */
export function useActs() {
  const store = useStore();
  return {
    rate(movie: Movie, stars: number | null, quiet = false) {
      store.act({ type: 'rated', movie, stars, at: Date.now(), quiet });
      store.send({ type: 'rate', movieId: movie.id, stars });
    },
    skip(movie: Movie, skipped: boolean) {
      store.act({ type: 'skipped', movie, skipped });
      store.send({ type: 'skip', movieId: movie.id, skipped });
    },
    mark(movie: Movie, mark: MarkedMovie['mark'] | null, quiet = false) {
      store.act({ type: 'marked', movie, mark, at: Date.now(), quiet });
      store.send({ type: 'mark', movieId: movie.id, mark });
    },
    listSettings(listSettings: PersonState['listSettings']) {
      store.act({ type: 'listSettingsChanged', listSettings });
      store.send({ type: 'setListSettings', listSettings });
    },
    pickGenres(genres: readonly string[]) {
      store.act({ type: 'genresPicked', genres });
      store.send({ type: 'pickGenres', genres });
    },
    finishOnboarding() {
      store.act({ type: 'onboardingFinished' });
      store.send({ type: 'finishOnboarding' });
    },
  };
}
