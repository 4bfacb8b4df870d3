import { createContext, useContext } from 'react';

const IsTabStop = createContext(true);

/**
 * Sets whether Tab stops at the controls inside. A carousel is one tab stop, or there would be hundreds: the arrow keys
 * move along it, and Tab reaches only the controls of the item where they are.
 */
export const RovingTabIndex = IsTabStop.Provider;

/** The `tabIndex` of a control that may lie in a carousel. */
export function useRovingTabIndex(): 0 | -1 {
  return useContext(IsTabStop) ? 0 : -1;
}
