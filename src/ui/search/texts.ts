/** Texts about people among the results of a search. */
import type { Credits } from '../../protocol/browse-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';

/** What somebody did: "Director of 9 films · in the cast of 2". */
export function creditsText({ directed, played }: Credits, { one, many }: Words): string {
  if (played === 0) return `Director, ${plural(directed, one, many)}`;
  if (directed === 0) return `In the cast of ${plural(played, one, many)}`;
  return `Director, ${plural(directed, one, many)} · in the cast of ${played}`;
}

/** For choosing the movie that a title of another service means. */
export const choosing = {
  find: (words: Words) => `Choose a ${words.one}`,
  findOf: (title: string, words: Words) => `Choose a ${words.one} for ${title}`,
  other: (words: Words) => `Another ${words.one}`,
  search: (title: string, words: Words) => `Which ${words.one} is ${title}?`,
  itIs: (title: string, movie: string, genres: readonly string[]) =>
    [`${title} is ${movie}`, ...genres].join(', '),
};
