import { createContext, useContext } from 'react';
import type { Activity } from '../../protocol/activity.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { Command, FromWorker } from '../../protocol/messages.ts';
import type { Movie } from '../../protocol/movie-card.ts';
import type { MarkedMovie, PersonCommand, Unconfirmed } from '../../protocol/person-messages.ts';
import type { Client } from '../../worker/client.ts';
import type { Act, Action, PersonAct } from './actions.ts';
import { createStore, type Effect, type Store, useSelectFrom } from './create-store.ts';
import { createQueryCache, type QueryCache } from './query-cache.ts';
import { initialState, reduce, type State } from './state.ts';
import { type Journal, unconfirmedOf } from './unconfirmed-journal.ts';

/** The state of the page, and its connection to the worker. */
export interface PageStore extends Pick<Store<State, Act>, 'state' | 'subscribe'> {
  readonly queries: QueryCache;
  /** Changes the page alone. */
  act(act: Act): void;
  send(message: Exclude<Command, PersonCommand> | Activity): void;
  /** Shows a change of the person's data at once and sends its command. */
  change(command: PersonCommand, act: PersonAct): void;
}

/**
 * @param open starts the worker; its events are reduced in order
 * @param effects side effects, run after each action
 */
export function createPageStore(
  journal: Journal,
  open: (unconfirmed: () => readonly Unconfirmed[], onMessage: (message: FromWorker) => void) => Client,
  effects: readonly Effect<State, Action>[] = [],
): PageStore {
  const store = createStore<State, Action>(initialState, reduce, [journalEffect(journal), ...effects]);
  const queries = createQueryCache({
    watch: (key, query) => client.watch(key, query),
    unwatch: (key) => client.unwatch(key),
  });
  const client = open(journal.read, (message) => {
    if (message.type === 'answered') return queries.take(message);
    if (message.type === 'workerDied') queries.workerRestarted();
    // It is large and far down its page, which would jump.
    if (message.type === 'datasetLeft') queries.clear(['overview']);
    if (message.type === 'forgotten') queries.clear();
    store.apply(message);
  });
  return {
    state: store.state,
    subscribe: store.subscribe,
    queries,
    act: store.apply,
    send: (message) => client.send(message),
    change(command, act) {
      store.apply(act);
      queries.personCommandSent();
      client.send(command);
    },
  };
}

/** Writes down what no worker has confirmed yet. */
function journalEffect(journal: Journal): Effect<State, Action> {
  return (action, after, before) => {
    const { pending } = after.person;
    // What of other tabs is not on disk has become pending here: it is written before it is deleted there.
    const isWritten = pending === before.person.pending || journal.write(unconfirmedOf(pending));
    if (action.type === 'opened' && isWritten) journal.clearOthers();
  };
}

export const StoreContext = createContext<PageStore | null>(null);

export function useStore(): PageStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useStore outside of StoreContext');
  return store;
}

/** A part of the page's state; the component renders again when that part changes. */
export function useSelect<T>(select: (state: State) => T): T {
  return useSelectFrom(useStore(), select);
}

/** What a person can do to movies and picks: shown at once, and sent to the worker. */
export function useActs() {
  const { change } = useStore();
  return {
    rate(movie: Movie, stars: number | null, quiet = false) {
      const act: PersonAct = { type: 'rated', movie, stars, at: Date.now(), quiet };
      change({ type: 'rate', movieId: movie.id, stars }, act);
    },
    skip(movie: Movie, skipped: boolean) {
      change({ type: 'skip', movieId: movie.id, skipped }, { type: 'skipped', movie, skipped });
    },
    mark(movie: Movie, mark: MarkedMovie['mark'] | null, quiet = false) {
      const act: PersonAct = { type: 'marked', movie, mark, at: Date.now(), quiet };
      change({ type: 'mark', movieId: movie.id, mark }, act);
    },
    listSettings(listSettings: ListSettings) {
      change(
        { type: 'setListSettings', listSettings },
        { type: 'listSettingsChanged', listSettings, at: Date.now() },
      );
    },
    pickGenres(genres: readonly string[]) {
      change({ type: 'pickGenres', genres }, { type: 'genresPicked', genres, at: Date.now() });
    },
    finishOnboarding() {
      change({ type: 'finishOnboarding' }, { type: 'onboardingFinished' });
    },
  };
}
