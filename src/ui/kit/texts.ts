/** The words of the kit that do not depend on what is shown. */
import { formatCount } from './format.ts';

export const appName = 'Matinee';

export const kit = {
  asTable: 'As a table',
  sortBy: 'Sort by',
  more: (n: number) => `${formatCount(n)} more`,
  showing: (shown: number, of: number) => `${formatCount(shown)} of ${formatCount(of)}`,
};
