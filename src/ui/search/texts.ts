/** Texts about people among the results of a search. */
import type { Credits } from '../../protocol/browse-messages.ts';
import { plural } from '../app/texts.ts';
import type { Words } from '../state/use-words.ts';

/** What somebody did: "Director of 9 films · in the cast of 2". */
export function creditsText({ directed, played }: Credits): string {
  if (played === 0) return `Director, ${plural(directed, 'film', 'films')}`;
  if (directed === 0) return `In the cast of ${plural(played, 'film', 'films')}`;
  return `Director, ${plural(directed, 'film', 'films')} · in the cast of ${played}`;
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
