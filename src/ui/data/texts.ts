/** Texts of Data & privacy, for using another data set, and for leaving out a part of it. */
import type { DatasetPreview, Fit, SuspiciousKind } from '../../protocol/dataset-messages.ts';
import type { ExportLayout } from '../../protocol/import-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { nav, plural } from '../app/texts.ts';
import { formatBytes, formatCount, formatNames, formatSpan } from '../kit/format.ts';

export const privacy = {
  title: nav.privacy,
  lead: 'Matinee computes everything in this browser tab. It sends nothing anywhere: no account, no server, no tracking.',
  loaded: 'What was loaded',
  loading: 'Still loading …',
  ratings: 'Ratings',
  people: 'People',
  noGenres: ({ Many }: Words) => `${Many} without genres`,
  noRatings: ({ Many }: Words) => `${Many} nobody rated`,
  leftOut: 'What was left out',
  leftOutNone: 'Nothing: every line of the data set was used.',
  examples: 'Examples',
  lines: (n: number) => plural(n, 'line', 'lines'),
  yours: 'What is stored about you',
  storedText: (ratings: number, genres: number) =>
    `${plural(ratings, 'rating', 'ratings')}, ${plural(genres, 'genre pick', 'genre picks')} and the trained model, in this browser’s own storage (IndexedDB) on this device.`,
  guests: (names: readonly string[]) =>
    `Also the ratings of ${formatNames(names)}, whom you keep for watching together. They are in no back-up.`,
  notPersistentText:
    'This browser does not save anything for Matinee, so all of it is gone when you close this window.',
  notRead: (why: string) =>
    `What is stored could not be opened, so it is not shown. ${why} Nothing was changed: you can still download a back-up of it, or delete it.`,
  durable: 'This browser has promised to keep it until you delete it. A back-up is still the safest copy.',
  mayGo:
    'It never leaves this device, but a browser may delete it by itself: when the disk gets full, or, as Safari does, after seven days without a visit. Installing Matinee as an app helps, and a back-up is safe from it.',
  download: 'Download my ratings (CSV)',
  forget: 'Forget everything',
  forgetTitle: 'Forget everything?',
  forgetText:
    'Your ratings, genre picks, the trained model, the loaded films and all that Matinee has saved in this browser are deleted, in every open tab. This cannot be undone.',
  forgetYes: 'Forget everything',
  forgetNo: 'Keep it',
  dataset: 'Data set',
};

export const origin = {
  title: 'Where the films and ratings come from',
  sample:
    'Matinee comes with films up to 2023 and the ratings of 618 people, a sample of MovieLens; how many people have rated a film in all, and what they gave it on average, is known from 33.8 million ratings.',
  imported:
    'You are using a data set of your own. What it does not say about its films comes from the one that is built in, which was made from these sources.',
  citation:
    'F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM Transactions on Interactive Intelligent Systems (TiiS) 5, 4: 19:1–19:19. https://doi.org/10.1145/2827872',
  importedOther:
    'You are using a data set of your own. The one that is built in, which you can go back to, was made from these sources.',
  download: 'Download the built-in data with its full licences (ZIP, 2.7 MB)',
};

export const otherData = {
  lead: 'Matinee comes with a sample of MovieLens. You can use a data set that you have downloaded from grouplens.org: the zip as it is, or the files in it, from MovieLens 100K to 32M. Any other table with people, titles and ratings will do as well: books, games or music.',
  imported: 'You added this data set. You can go back to the one that comes with Matinee at any time.',
  choose: 'Use another data set',
  /** @param isOfMovies whether the data set in use is of movies, as the built-in one is */
  back: (isOfMovies: boolean) =>
    isOfMovies ? 'Back to the built-in films' : 'Back to the built-in data set',
};

function fitText({ held, of }: Fit, one: string, many: string, none: string): string {
  if (of === 0) return none;
  if (of === 1)
    return held === 1
      ? `Your ${one} is in it.`
      : `Your ${one} is not in it; it stays saved and counts again with a data set that has it.`;
  return held === of
    ? `All ${plural(of, one, many)} of yours are in it.`
    : `${formatCount(held)} of ${plural(of, one, many)} of yours are in it; the others stay saved and count again with a data set that has them.`;
}

/**
 * Explains what another data set means for training. It gives no duration, because data sets differ by several times.
 */
export function retrainingText(byItself: boolean): string {
  return byItself
    ? 'The model is trained again in the background, as on your first visit. Your ratings and lists stay.'
    : 'The model is trained again once you start it on the Training page. Your ratings and lists stay.';
}

export const datasetPreview = {
  reading: (name: string | null) => (name === null ? 'Fetching the built-in films' : `Reading ${name}`),
  readBytes: (done: number, total: number) => `${formatBytes(done)} of ${formatBytes(total)}`,
  readRate: (bytesPerS: number, ratings: number, ratingsPerS: number) =>
    ratings === 0
      ? `${formatBytes(bytesPerS)} a second`
      : `${plural(ratings, 'rating', 'ratings')} so far · ${formatBytes(bytesPerS)} and ${formatCount(Math.round(ratingsPerS))} ratings a second`,
  readLeft: (ms: number) => `about ${formatSpan(ms)} left`,
  waiting: 'Opening it',
  stop: 'Stop',
  title: (name: string) => `Use ${name}?`,
  sameTitle: (name: string) => `${name} is in use already`,
  ratings: ({ ratings }: DatasetPreview, { one }: Words) =>
    fitText(ratings, 'rating', 'ratings', `You have not rated a ${one} yet.`),
  watchlist: ({ watchlist }: DatasetPreview, { one, many }: Words) =>
    watchlist.of === 0 ? null : fitText(watchlist, `${one} to watch`, `${many} to watch`, ''),
  leftOut: 'What is left out of it',
  leftOutNone: 'Every line of it can be used.',
  lines: (n: number) => plural(n, 'line', 'lines'),
  licence:
    'MovieLens data may be used for research and other non-commercial purposes, and must not be passed on.',
  keep: 'Keep the current one',
  use: 'Use it',
  saving: 'Saving it on this device …',
  refused: 'Nothing was changed',
  interrupted: 'The data set was interrupted on its way',
  refusedText: 'The data set in use stays as it is.',
  close: 'Close',
};

export const leaveOut: {
  readonly title: string;
  readonly lead: string;
  readonly kinds: Readonly<Record<SuspiciousKind, (n: number, words: Words) => string>>;
  readonly apply: string;
  readonly restore: string;
  inUse(without: string): string;
  readonly inUseAll: string;
} = {
  title: 'Leave out',
  lead: 'Matinee no longer learns from what you tick. The data itself stays on this device as it was read, so you can get all of it back.',
  kinds: {
    alike: (n) => `${plural(n, 'person', 'people')} who rate everything the same`,
    bursts: (n) => `${plural(n, 'person', 'people')} who rate faster than one can read`,
    twice: (n, { one }) =>
      `${plural(n, 'second listing', 'second listings')} of a ${one}: joined into one with the ratings of both`,
    untimely: (n, { one }) => `${plural(n, 'rating', 'ratings')} before the ${one} came out or in the future`,
  },
  apply: 'Use the data without these',
  restore: 'Use all of the data again',
  inUse: (without) => `The data is used ${without}.`,
  inUseAll: 'All of the data is used.',
};

export const take = {
  title: 'Import and back-up',
  text: 'Import what you rated elsewhere: drop an export on any page, or choose it here. A back-up holds your ratings, lists, picks, list settings and experiments in one file. Drop it here again to restore them, or on another device to bring the two together: of everything, the later change stays, and what was removed stays removed.',
  backUp: 'Download a back-up',
};

export const takeElsewhere: {
  readonly title: string;
  readonly lead: string;
  readonly layouts: readonly { readonly id: ExportLayout; readonly name: string; readonly hint: string }[];
  readonly making: string;
  none(layout: ExportLayout, words: Words): string;
  divided(files: number, words: Words): string;
  download(name: string, rows: number, words: Words): string;
  leftOut(movies: number, words: Words): string;
} = {
  title: 'Take your ratings elsewhere',
  lead: 'What you say here is yours. These tables can be imported by other services, opened in a spreadsheet, and dropped here again.',
  layouts: [
    {
      id: 'letterboxd',
      name: 'For Letterboxd',
      hint: 'Your ratings, and films that you have seen without rating them, for the page “Import your data” of Letterboxd. Without dates: Letterboxd would enter the day of a rating in your diary as the day you saw the film.',
    },
    {
      id: 'movielens',
      name: 'As MovieLens.org writes them',
      hint: 'Your ratings with the ids of MovieLens, IMDb and TMDB. Tools that read an export of MovieLens.org read this table as well.',
    },
    {
      id: 'lists',
      name: 'Your lists',
      hint: 'Your watchlist, what you have seen, like or do not want, and the lists that you imported, each as a table with titles and ids. Letterboxd can import each as a list.',
    },
  ],
  making: 'Writing the tables …',
  none: (layout, { one }) =>
    layout === 'lists' ? 'There is nothing in your lists yet.' : `You have not rated a ${one} yet.`,
  divided: (files, { many }) =>
    `Letterboxd takes at most 1,900 ${many} or 1 MB in a file, so there are ${formatCount(files)}: import them one after the other.`,
  download: (name, rows, { one, many }) => `Download ${name} (${plural(rows, one, many)})`,
  leftOut: (movies, { one, many }) =>
    `${plural(movies, one, many)} without a title or an id that others know ${movies === 1 ? 'is' : 'are'} not in it; a back-up has ${movies === 1 ? 'it' : 'them'}.`,
};

/** The link to the users of the data set. */
export const users = {
  link: 'Be another user',
  linkHint: 'See Matinee as any of these people: their ratings, their list, and what they rated later.',
};
