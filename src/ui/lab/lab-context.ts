import { createContext, use, useContext } from 'react';
import { once } from '../../base/memoize.ts';
import { useSelectFrom } from '../state/create-store.ts';
import type { LabState } from './state.ts';
import type { LabStore } from './store.ts';

/** Opens the Lab's store. */
export const LabContext = createContext<(() => Promise<LabStore>) | null>(null);

/**
 * The store is opened by the first call, and stays: a run goes on while other pages are shown. Its code is loaded with
 * the Lab's, which a first visit does not need.
 */
export function createLabOpener(): () => Promise<LabStore> {
  return once(async () => (await import('./store.ts')).createLabStore());
}

export function useLabStore(): LabStore {
  const open = useContext(LabContext);
  if (open === null) throw new Error('useLabStore outside of LabContext');
  return use(open());
}

export function useLab(): LabState {
  return useSelectFrom(useLabStore(), (state) => state);
}
