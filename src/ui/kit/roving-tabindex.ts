import { createContext, useContext } from 'react';

const Reach = createContext(true);

/**
 * Whether Tab stops at what lies inside. A row of films is one stop, or there would be hundreds: arrow keys travel
 * along it, and only the film where they are is reached from there.
 */
export const Reachable = Reach.Provider;

/** The tabIndex of a control on a film. */
export function useReach(): 0 | -1 {
  return useContext(Reach) ? 0 : -1;
}
