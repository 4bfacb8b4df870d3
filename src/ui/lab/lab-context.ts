import { createContext, use, useContext } from 'react';
import { useSelectFrom } from '../state/create-store.ts';
import type { LabState } from './state.ts';
import type { LabStore } from './store.ts';

/** Opens the store of the Lab. */
export const LabContext = createContext<(() => Promise<LabStore>) | null>(null);

/**
 * The first call opens the store, and it stays open, so a run continues while the person visits other pages. The code
 * of the store loads together with the Lab, because a first visit does not need it.
 */
export function createLabOpener(): () => Promise<LabStore> {
  let opened: Promise<LabStore> | null = null;
  return () => {
    if (opened !== null) return opened;
    const opening = import('./store.ts').then(({ createLabStore }) => createLabStore());
    opened = opening;
    // Code that did not load is asked for again at the next call.
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  };
}

export function useLabStore(): LabStore {
  const open = useContext(LabContext);
  if (open === null) throw new Error('useLabStore outside of LabContext');
  return use(open());
}

export function useLab(): LabState {
  return useSelectFrom(useLabStore(), (state) => state);
}
