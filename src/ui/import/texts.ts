/** Texts for imports and exports. */
import type { ImportPreview, OtherData, Service, Tally } from '../../protocol/import-messages.ts';
import { plural, readableFormats } from '../app/texts.ts';
import { formatBytes, formatCount, formatNames } from '../kit/format.ts';

export const importing = {
  button: 'Bring your ratings',
  readable: readableFormats,
  veil: 'Drop it anywhere',
  veilData: 'A MovieLens zip is taken as other data to recommend from.',
  reading: (names: readonly string[]) =>
    names.length === 1 ? `Reading ${names[0]} …` : `Reading ${formatCount(names.length)} files …`,
  refused: 'This cannot be brought',
  unchanged: 'Nothing was changed.',
  nothing: 'There is nothing new in it: all that was found is here already.',
  none: 'None of its films were found here.',
  add: 'Add them',
  adding: 'Adding …',
  cancel: 'Cancel',
  close: 'Close',
  more: (n: number) => `and ${formatCount(n)} more`,
  passedOver: (names: readonly string[]) => `Not read, as no films are in them: ${formatNames(names)}.`,
  elsewhere: (n: number) =>
    `${plural(n, 'of these films is', 'of these films are')} not in this data set and will be kept for when they are.`,
  tooLarge: (name: string, count: number, bytes: number) =>
    `${count === 1 ? name : 'These files together'} ${count === 1 ? 'has' : 'have'} ${formatBytes(bytes)}: no export is as large.`,
  unreadable: (name: string) => `${name} could not be read.`,
  unreadableAdvice: 'Drop files, not folders, and check that it still exists.',
};

const SERVICES: Readonly<Record<Service, string>> = {
  letterboxd: 'Letterboxd',
  imdb: 'IMDb',
  movielens: 'MovieLens.org',
  trakt: 'Trakt',
  criticker: 'Criticker',
  matinee: 'your Matinee ratings',
  backup: 'your back-up',
};

const OTHER_DATA: Readonly<Record<OtherData, string>> = {
  genres: 'genre picks',
  listSettings: 'wishes for the list',
  rankedBy: 'choice of recommender',
  trainingSettings: 'training settings',
  experiments: 'experiments',
};

/** For example "From Letterboxd". */
export function reviewTitle({ files }: ImportPreview): string {
  return `From ${formatNames([...new Set(files.map(({ service }) => SERVICES[service]))])}`;
}

/** For example "ratings.csv and watched.csv · 1,250 rows". */
export function filesText({ files, rows }: ImportPreview): string {
  const names = files.map(({ name }) => name);
  const shown = names.length > 6 ? [...names.slice(0, 5), importing.more(names.length - 5)] : names;
  return `${formatNames(shown)} · ${plural(rows, 'row', 'rows')}`;
}

/** What the import changes and what stays, each as a count and its unit. */
export function reviewLines({ tallies, other }: ImportPreview): {
  readonly adds: readonly (readonly [number, string])[];
  readonly stays: readonly (readonly [number, string])[];
} {
  const { rating, seen, watchlist, notInterested, skipped } = tallies;
  const added = ({ fresh, newer }: Tally) => fresh + newer;
  const known = [seen, watchlist, notInterested, skipped].reduce((sum, { same }) => sum + same, 0);
  const later = [seen, watchlist, notInterested].reduce((sum, { older }) => sum + older, 0);
  const some = (lines: readonly (readonly [number, string])[]) => lines.filter(([count]) => count > 0);
  return {
    adds: some([
      [rating.fresh, rating.fresh === 1 ? 'new rating' : 'new ratings'],
      [
        rating.newer,
        rating.newer === 1 ? 'later than yours: takes its place' : 'later than yours: take their place',
      ],
      [added(seen), 'seen without a rating: no longer recommended'],
      [added(watchlist), 'for your watchlist'],
      [added(notInterested), 'you do not want: no longer recommended'],
      [added(skipped), 'not to be asked about'],
      [other.length, `besides: ${formatNames(other.map((one) => OTHER_DATA[one]))}`],
    ]),
    stays: some([
      [rating.same, rating.same === 1 ? 'rating is the same as yours' : 'ratings are the same as yours'],
      [rating.older, 'earlier than yours, or without a date: yours stay'],
      [known, 'put aside already'],
      [later, 'put aside otherwise by you since: that stays'],
    ]),
  };
}

/** The message after the import. */
export function addedText({ tallies }: ImportPreview): string {
  const count = ({ fresh, newer }: Tally) => fresh + newer;
  const parts = [
    [count(tallies.rating), 'rating', 'ratings'],
    [
      count(tallies.seen) + count(tallies.notInterested) + count(tallies.skipped),
      'film put aside',
      'films put aside',
    ],
    [count(tallies.watchlist), 'film for your watchlist', 'films for your watchlist'],
  ] as const;
  const some = parts.filter(([n]) => n > 0).map(([n, one, many]) => plural(n, one, many));
  return some.length === 0 ? 'Brought back' : `Added: ${formatNames(some)}`;
}
