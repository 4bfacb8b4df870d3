import type { BrowseQueries, SearchResult } from '../../protocol/browse-messages.ts';
import type { QueryHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';
import { choicesOf } from './browse-filter.ts';
import { findAll } from './find-movies.ts';
import { cardOf } from './movie-cards.ts';

/** Results of one search. */
const FOUND = 8;

export const browseQueries = {
  search: {
    dependsOn: ['person', 'model', 'facts', 'names'],
    priority: 1,
    answer: (context, { text }) => moviesAndPeople(context, text),
  },
  searchMovies: {
    dependsOn: ['person', 'model', 'facts', 'names'],
    priority: 1,
    answer: ({ catalogue, scores }, { text }) =>
      catalogue.titles.find(text, FOUND).map((item) => cardOf(catalogue, scores(), item)),
  },
  browse: {
    dependsOn: ['person', 'model', 'facts', 'names'],
    priority: 1,
    answer: ({ browser, scores }, query) => browser.browse(query, scores()),
  },
  browseChoices: {
    dependsOn: ['facts'],
    priority: 2,
    answer: ({ catalogue, facts }) => choicesOf(catalogue, facts.details),
  },
} satisfies QueryHandlers<keyof BrowseQueries>;

/** Movies and people in one list: people stand after the titles that match as well as they do. */
function moviesAndPeople({ catalogue, scores }: SessionContext, text: string): SearchResult[] {
  const { titles, people } = findAll(catalogue, text, FOUND);
  const shown = [
    ...titles.slice(0, FOUND - people.length).map(({ item, quality }) => ({
      quality,
      result: (): SearchResult => cardOf(catalogue, scores(), item),
    })),
    ...people.map(({ quality, name, directed, played }) => ({
      quality,
      result: (): SearchResult => ({ name, directed, played }),
    })),
  ];
  return shown.sort((a, b) => a.quality - b.quality).map(({ result }) => result());
}
