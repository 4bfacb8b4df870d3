/** Texts of the review of imported files. */
import type {
  ImportedFactors,
  ImportPreview,
  ListUse,
  MappedField,
  OtherData,
  Service,
  Tally,
  WaitingReason,
} from '../../protocol/import-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatNames } from '../kit/format.ts';

export const importing = {
  reading: (names: readonly string[]) =>
    names.length === 1 ? `Reading ${names[0]} …` : `Reading ${formatCount(names.length)} files …`,
  factors: 'Spark’s factors are here',
  factorsUse:
    'Choose “Spark’s factors” as what orders For you, or in Compare and the Lab. Your ratings stay on this device and are added to what Spark learned.',
  refused: 'This cannot be imported',
  interrupted: 'The import was interrupted',
  unknown: 'A table that Matinee does not know',
  unchanged: 'Nothing was changed.',
  nothing: 'There is nothing new in it: everything it contains is here already.',
  none: 'None of its films were found here.',
  found: (n: number) => `${formatCount(n)} found`,
  add: 'Add them',
  merge: 'Merge them',
  mergeHint:
    'Of everything, the later change stays: what was removed later on either device is removed. You can undo it.',
  onlyTimes: 'Only the times of your last changes are newer in it.',
  adding: 'Adding …',
  cancel: 'Cancel',
  close: 'Close',
  more: (n: number) => `and ${formatCount(n)} more`,
  passedOver: (names: readonly string[], { many }: Words) =>
    `Skipped, because there are no ${many} in them: ${formatNames(names)}.`,
  elsewhere: (n: number, { many }: Words) =>
    `${plural(n, `of these ${many} is`, `of these ${many} are`)} not in this data set and will be saved for one that has them.`,
  waiting:
    'What was not found is saved as well. It waits under My ratings and is tried again with every data set.',
  search: 'Search in this list',
  nothingFound: 'No title in this list is like that.',
  download: 'Download this list',
  undoOf: (title: string) => `Undo: ${title}`,
  undo: 'Undo',
  lists: 'Lists in these files',
  listOf: (name: string, rows: number, { one, many }: Words) => `${name} · ${plural(rows, one, many)}`,
  uses: [
    { id: 'list', name: 'A list' },
    { id: 'watchlist', name: 'Watchlist' },
    { id: 'seen', name: 'Seen' },
  ] as const satisfies readonly { readonly id: ListUse; readonly name: string }[],
};

/** For example "32 hidden tastes, learned from stars. 1,670 of the 1,682 films here have them." */
export function factorsText(
  { matched, of, movies, rank, implicit }: ImportedFactors,
  { one, many }: Words,
): string {
  const learned = `${plural(rank, 'hidden taste', 'hidden tastes')}, learned from ${implicit ? 'what people chose' : 'the stars people gave'}.`;
  const here = ` ${formatCount(matched)} of the ${plural(movies, one, many)} here ${matched === 1 ? 'has' : 'have'} them.`;
  const elsewhere = of - matched;
  const left = ` ${plural(elsewhere, 'title', 'titles')} that Spark learned ${elsewhere === 1 ? 'is' : 'are'} not in this data set.`;
  return learned + here + (elsewhere > 0 ? left : '');
}

/** The form that says what the columns of a table mean. */
export const mapping = {
  title: (name: string) => `What is in ${name}?`,
  hint: 'Matinee does not know this table. Say what its columns hold; the numbers below follow. It is remembered for the next file with these columns.',
  unusable: 'Choose the column with the titles, or one with ids, and it can be read.',
  sample: (name: string) => `The first rows of ${name}`,
  fields: [
    { id: 'title', name: 'Title' },
    { id: 'year', name: 'Year' },
    { id: 'rating', name: 'Your rating' },
    { id: 'date', name: 'Date' },
    { id: 'imdb', name: 'IMDb id' },
    { id: 'tmdb', name: 'TMDB id' },
  ] as const satisfies readonly { readonly id: MappedField; readonly name: string }[],
  none: 'Not in it',
  column: (n: number) => `Column ${n}`,
  scale: 'Best rating',
  dateOrder: 'Dates begin with',
  orders: [
    { id: '', name: 'As the dates say' },
    { id: 'dayFirst', name: 'The day' },
    { id: 'monthFirst', name: 'The month' },
  ],
  unrated: 'Films without a rating',
  meanings: [
    { id: 'seen', name: 'I have seen them' },
    { id: 'watchlist', name: 'I want to see them' },
  ],
} as const;

/** Why rows were not found, as the title of a list and what to do about it. */
export function waitingTexts(
  reason: WaitingReason,
  lastYear: number | null,
  { one, many }: Words,
): { readonly title: string; readonly hint: string } {
  switch (reason) {
    case 'ambiguous':
      return {
        title: `Which ${one} is it?`,
        hint: `Several ${many} fit, or the year or number does not. Choose the right one, or leave it for later.`,
      };
    case 'newer':
      return {
        title: `Newer than this data set, which ends in ${lastYear}`,
        hint: 'A newer data set may have them. If one is here under another title, choose it.',
      };
    case 'rare':
      return {
        title: 'Too rare for this data set',
        hint: `It has ${many} of these years, but not these. If one is here under another title, choose it.`,
      };
  }
}

export const mendedTexts = {
  title: 'Chosen by you',
  hint: 'Your choice is remembered for the next import.',
};

/** What a skipped row means, beside the reason that the reader gives. */
export const skippedHint = 'These rows are not imported.';

const SERVICES: Readonly<Record<Service, string>> = {
  letterboxd: 'Letterboxd',
  imdb: 'IMDb',
  movielens: 'MovieLens.org',
  trakt: 'Trakt',
  criticker: 'Criticker',
  tmdb: 'TMDB',
  simkl: 'Simkl',
  movary: 'Movary',
  table: 'your table',
  matinee: 'your Matinee ratings',
  backup: 'your back-up',
};

const OTHER_DATA: Readonly<Record<OtherData, string>> = {
  genres: 'genre picks',
  listSettings: 'list settings',
  rankedBy: 'choice of recommender',
  trainingSettings: 'training settings',
  guests: 'people who watch with you',
  experiments: 'experiments',
};

/** For example "From Letterboxd". */
export function reviewTitle({ files }: ImportPreview): string {
  if (files.length === 0) return importing.unknown;
  return `From ${formatNames([...new Set(files.map(({ service }) => SERVICES[service]))])}`;
}

/** For example "ratings.csv and watched.csv · 1,250 rows · 1,100 found". */
export function filesText({ files, rows, found }: ImportPreview): string {
  if (files.length === 0) return '';
  const names = files.map(({ name }) => name);
  const shown = names.length > 6 ? [...names.slice(0, 5), importing.more(names.length - 5)] : names;
  return `${formatNames(shown)} · ${plural(rows, 'row', 'rows')} · ${importing.found(found)}`;
}

/** What the import changes and what stays, each as a count and its unit. */
export function reviewLines({ tallies, other, merge }: ImportPreview): {
  readonly adds: readonly (readonly [number, string])[];
  readonly stays: readonly (readonly [number, string])[];
} {
  const { rating, liked, seen, watchlist, notInterested, listed, skipped } = tallies;
  const added = ({ fresh, newer }: Tally) => fresh + newer;
  const known = [liked, seen, watchlist, notInterested, skipped].reduce((sum, { same }) => sum + same, 0);
  const later = [liked, seen, watchlist, notInterested].reduce((sum, { older }) => sum + older, 0);
  const some = (lines: readonly (readonly [number, string])[]) => lines.filter(([count]) => count > 0);
  return {
    adds: some([
      [rating.fresh, rating.fresh === 1 ? 'new rating' : 'new ratings'],
      [rating.newer, rating.newer === 1 ? 'newer than yours: replaces it' : 'newer than yours: replace them'],
      [added(liked), 'liked without stars: what you like counts, no stars are made up'],
      [added(seen), 'seen without a rating: no longer recommended'],
      [added(watchlist), 'for your watchlist'],
      [added(notInterested), 'you do not want: no longer recommended'],
      [added(listed), 'for your lists'],
      [added(skipped), 'that Matinee will not ask about'],
      [merge?.removed ?? 0, 'removed on the other device since: removed here, too'],
      [other.length, `other: ${formatNames(other.map((one) => OTHER_DATA[one]))}`],
    ]),
    stays: some([
      [rating.same, rating.same === 1 ? 'rating is the same as yours' : 'ratings are the same as yours'],
      [rating.older, 'older than your last change, or without a date: yours stays'],
      [known, 'put aside already'],
      [later, 'changed by you since: your change stays'],
    ]),
  };
}
