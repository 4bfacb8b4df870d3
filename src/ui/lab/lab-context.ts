import { createContext, use, useContext } from 'react';
import { useSelectFrom } from '../state/create-store.ts';
import type { LabState } from './state.ts';
import type { LabStore } from './store.ts';

/**
 * Opens the Lab's store, at the first call only: a run goes on, and its results stay, while other pages are shown. The
 * store is loaded with the Lab, which a first visit does not need.
 */
export const LabContext = createContext<(() => Promise<LabStore>) | null>(null);

export function useLabStore(): LabStore {
  const open = useContext(LabContext);
  if (open === null) throw new Error('useLabStore outside of LabContext');
  return use(open());
}

export function useLab(): LabState {
  return useSelectFrom(useLabStore(), (state) => state);
}
