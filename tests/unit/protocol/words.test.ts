import { describe, expect, it } from 'vitest';
import { componentCatalog } from '../../../src/protocol/component-catalog.ts';
import { recommenderCatalog, recommenderInfo } from '../../../src/protocol/recommender-catalog.ts';
import { featureGroups, trainers } from '../../../src/protocol/training-defaults.ts';
import { inWords, wordsOf } from '../../../src/protocol/words.ts';
import { search, shelf, welcome } from '../../../src/ui/app/texts.ts';
import { overview } from '../../../src/ui/data/overview-texts.ts';
import { leaveOut, privacy, takeElsewhere } from '../../../src/ui/data/texts.ts';
import { experiment, experimentResults } from '../../../src/ui/experiment/texts.ts';
import { details } from '../../../src/ui/facts/texts.ts';
import { adjustments, listSettings } from '../../../src/ui/for-you/list-settings-texts.ts';
import { how } from '../../../src/ui/how/texts.ts';
import { importing, mapping } from '../../../src/ui/import/texts.ts';
import { charts } from '../../../src/ui/lab/chart-texts.ts';
import { compareRuns, tested } from '../../../src/ui/lab/tested-texts.ts';
import { lab, measureTexts, numberTexts, splitTexts } from '../../../src/ui/lab/texts.ts';
import { areaName, map } from '../../../src/ui/map/texts.ts';
import { compare, ranking } from '../../../src/ui/movie/recommender-texts.ts';
import { watchlist } from '../../../src/ui/movie/watchlist-texts.ts';
import { terms, why } from '../../../src/ui/movie/why-texts.ts';
import { picture, profile } from '../../../src/ui/my-movies/profile-texts.ts';
import { absent, namedLists, ratings, waiting } from '../../../src/ui/my-movies/texts.ts';
import { fieldsOf, networks, ofNetwork } from '../../../src/ui/networks/texts.ts';
import { comparison, received, share } from '../../../src/ui/taste/texts.ts';
import { adding, dice, people, tonight } from '../../../src/ui/together/texts.ts';
import { detail, model } from '../../../src/ui/training/run-texts.ts';

const books = wordsOf('books');

/** All texts of a table, and of the functions in it what is written in them: the word comes from their arguments. */
function textsOf(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') return [String(texts)];
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(textsOf) : [];
}

describe('texts of a data set of books', () => {
  it.each([
    ['the search', { search, shelf }],
    ['Welcome', welcome],
    ['the map', map],
    ['the overview', overview],
    ['the catalogues', { recommenderCatalog, componentCatalog, trainers, featureGroups }],
    ['the Lab', { lab, measureTexts, numberTexts, splitTexts, charts, compareRuns, tested }],
    ['experiments', { experiment, experimentResults, compare, ranking }],
    ['For you', { adjustments, listSettings }],
    ['explanations', { why, terms, how }],
    ['the person’s lists', { ratings, absent, namedLists, waiting, watchlist }],
    ['the taste', { profile, picture, comparison, received, share }],
    ['Tonight', { tonight, people, dice, adding }],
    ['imports and exports', { importing, mapping, takeElsewhere, leaveOut }],
    ['training', { detail, model, networks, ofNetwork, fields: fieldsOf('sasrec') }],
    ['data and details', { privacy, details }],
  ])('%s call them titles', (_, texts) => {
    const inBooks = textsOf(inWords(texts, books));
    expect(inBooks.length).toBeGreaterThan(0);
    expect(inBooks.filter((text) => /\bfilms?\b/i.test(text))).toEqual([]);
  });
});

it('keeps the word for movies', () => {
  const words = wordsOf('films');
  expect(wordsOf(undefined)).toBe(words);
  expect(search.label(words)).toBe('Search films and people');
  expect(welcome.counted(7, words)).toBe('7 films rated');
  expect(map.leftOut(1, 0, words)).toBe('1 film is left out: nobody here has rated it.');
  expect(overview.twice(books)).toBe('Titles that are listed twice');
  expect(map.caught(3, books)).toBe('3 titles inside your line');
  expect(inWords(recommenderInfo, words)).toBe(recommenderInfo);
});

it('exchanges the word in its four forms, alone and in tables, and nothing else', () => {
  const own = (n: number) => `${n} films`;
  const table = {
    head: 'Film to film',
    lines: ['Films and a film', 'Filmed in ratedFilms'],
    own,
    none: null,
  };
  const inBooks = inWords(table, books);
  expect(inBooks).toEqual({
    head: 'Title to title',
    lines: ['Titles and a title', 'Filmed in ratedFilms'],
    own,
    none: null,
  });
  // React compares by identity: the table of a data set is made once.
  expect(inWords(table, books)).toBe(inBooks);
  expect(table.head).toBe('Film to film');
});

it('says what a taste is in', () => {
  expect(picture.heading('', wordsOf('games'))).toBe('My taste in games');
  expect(picture.heading('Ada', wordsOf('music'))).toBe('Ada’s taste in music');
  expect(picture.fileName(wordsOf('films'))).toBe('my-taste-in-films.png');
});

it('names neighbourhoods of the map by genre', () => {
  expect(areaName('Children', 1990, wordsOf('films'))).toBe('1990s children’s films');
  expect(areaName('Children', 1990, books)).toBe('1990s children’s titles');
  expect(areaName('Poetry', null, books)).toBe('Poetry');
});
