/** Texts for marked movies: watchlist, seen, not interested. */
import type { MarkedMovie } from '../../protocol/person-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';

type Mark = MarkedMovie['mark'];

/** The action of a button, and the action that undoes it when the button is on. */
export const markActions: Readonly<Record<Mark, { readonly name: string; of(title: string): string }>> = {
  watchlist: { name: 'Watchlist', of: (title) => `Watchlist: ${title}` },
  seen: { name: 'Seen it', of: (title) => `Seen it: ${title}` },
  liked: { name: 'Liked', of: (title) => `Liked: ${title}` },
  notInterested: { name: 'Not interested', of: (title) => `Not interested: ${title}` },
};

/** The message after a mark is set or removed. */
export function markText(title: string, mark: Mark | null, { many }: Words): string {
  switch (mark) {
    case 'watchlist':
      return `${title} is on your watchlist`;
    case 'seen':
      return `${title}: seen, no longer recommended`;
    case 'liked':
      return `${title}: liked, no longer recommended`;
    case 'notInterested':
      return `${title} is no longer recommended`;
    case null:
      return `${title} is back among the ${many} to recommend`;
  }
}

export const watchlist = {
  title: 'Watchlist',
  short: 'Watchlist',
  count: (n: number, { one, many }: Words) => plural(n, `${one} to watch`, `${many} to watch`),
  empty: 'Nothing on your watchlist yet.',
  emptyHint: 'The bookmark on a film puts it here. Once you rate it, it disappears from this list.',
  start: 'Find a film',
  region: 'Films to watch',
  byDate: 'Newest',
  byStars: 'Predicted stars',
  byYear: 'Year',
  aside: 'No longer recommended',
  asideHint: 'Films you have seen or do not want. Bring one back and it can be recommended again.',
  back: 'Bring back',
  backOf: (title: string) => `Bring back ${title}`,
  added: (day: string) => `Added ${day}`,
};
