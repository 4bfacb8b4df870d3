import { useSyncExternalStore } from 'react';

/** A state that changes by actions only. */
export interface Store<S, A> {
  state(): S;
  /** @returns ends the subscription */
  subscribe(listener: () => void): () => void;
  apply(action: A): void;
}

/** What happens outside of the state when an action was applied. */
export type Effect<S, A> = (action: A, after: S, before: S) => void;

/**
 * @param reduce the state after an action; a pure function that returns the same object where nothing changes
 * @param effects run after each action, before the listeners hear of a change
 */
export function createStore<S, A>(
  initial: S,
  reduce: (state: S, action: A) => S,
  effects: readonly Effect<S, A>[] = [],
): Store<S, A> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(action) {
      const before = state;
      state = reduce(before, action);
      for (const effect of effects) effect(action, state, before);
      if (state === before) return;
      for (const listener of listeners) listener();
    },
  };
}

/**
 * A part of a store's state; the component renders again when that part changes. `select` must return something that is
 * in the state, not something that it makes.
 */
export function useSelectFrom<S, T>(
  store: Pick<Store<S, never>, 'state' | 'subscribe'>,
  select: (state: S) => T,
): T {
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}
