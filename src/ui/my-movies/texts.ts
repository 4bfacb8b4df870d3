/** Texts of the page with the person's ratings. */

import type { Words } from '../../protocol/words.ts';
import { nav, plural } from '../app/texts.ts';
import { formatCount } from '../kit/format.ts';

export const ratings = {
  title: nav.ratings,
  count: (n: number, { one, many }: Words) => plural(n, `${one} rated`, `${many} rated`),
  empty: ({ one }: Words) => `You have not rated a ${one} yet.`,
  emptyHere: ({ many }: Words) => `None of the ${many} you have rated is in this data set.`,
  emptyHint: 'Rate a few you know and every list here becomes yours.',
  start: ({ many }: Words) => `Rate well-known ${many}`,
  openTaste: 'Open a taste link',
  byDate: 'Newest',
  byStars: 'Stars',
  byTitle: 'Title',
  more: (next: number, left: number) =>
    next < left
      ? `Show ${formatCount(next)} more of ${formatCount(left)}`
      : `Show the other ${formatCount(left)}`,
  remove: 'Remove',
  removeOf: (title: string) => `Remove your rating of ${title}`,
  genres: 'Your genre picks',
  genresHint: 'They count most while you have few ratings.',
};

/** About rated movies that the active data set does not contain. */
export const absent = {
  title: 'Not in this data set',
  hint: 'These films are not in the data set that is in use. Your ratings of them stay saved and count again with a data set that has them.',
  nameless: (id: number, { One }: Words) => `${One} number ${id}`,
};

/** About imported movies that no data set has had so far. */
export const waiting = {
  title: 'Waiting for a data set',
  hint: (n: number, { one, many }: Words) =>
    `${plural(n, `${one} of your imports is`, `${many} of your imports are`)} in no data set that was used here. What you said of them stays saved, and they are tried again with every data set.`,
  search: 'Search in this list',
  nothingFound: 'No title in this list is like that.',
  more: (left: number) => `Show more of ${formatCount(left)}`,
  remove: 'Remove',
  removeOf: (title: string) => `Remove ${title} from the list`,
};

/** About lists that the person has imported. */
export const namedLists = {
  title: 'Your lists',
  list: (name: string, n: number, { one, many }: Words) => `${name} · ${plural(n, one, many)}`,
  empty: 'None of its films is in this data set yet.',
};
