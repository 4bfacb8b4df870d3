import type { Subject } from '../../protocol/dataset-messages.ts';
import { useSelect } from './store.ts';

/** What the items of the data set are called on the page. */
export interface Words {
  readonly one: string;
  readonly many: string;
  /** As the first word of a heading. */
  readonly Many: string;
  readonly One: string;
}

const movieWords: Words = { one: 'film', many: 'films', One: 'Film', Many: 'Films' };
const titleWords: Words = { one: 'title', many: 'titles', One: 'Title', Many: 'Titles' };

/** The words for what a data set is of. */
export function wordsOf(subject: Subject): Words {
  return subject === 'films' ? movieWords : titleWords;
}

/** The words for the data set in use, those for movies until one is. */
export function useWords(): Words {
  return wordsOf(useSelect((state) => state.app.dataset?.subject ?? 'films'));
}
