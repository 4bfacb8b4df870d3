/** Texts for using another data set, and for leaving out a part of it. */
import type { DatasetPreview, DatasetSummary, Fit, SuspiciousKind } from '../../protocol/dataset-messages.ts';
import { plural } from '../app/texts.ts';
import { formatBytes, formatCount, formatNames } from '../kit/format.ts';

export const otherData = {
  lead: 'Matinee comes with a small MovieLens data set. You can use one that you have downloaded from grouplens.org: a zip with movies.csv and ratings.csv, or MovieLens 100K.',
  imported: 'You brought this data set. The one that comes with Matinee can be had back at any time.',
  choose: 'Use another data set',
  back: 'Back to the built-in films',
  tooLarge: (name: string, bytes: number) => `${name} is too large to be read here: ${formatBytes(bytes)}.`,
  tooLargeAdvice: 'Choose a smaller data set. MovieLens 25M and 32M are small enough.',
  unreadable: (name: string) => `${name} could not be read.`,
  unreadableAdvice: 'Check that it still exists and try again.',
  inUse: ({ name, excluded }: DatasetSummary) =>
    excluded.length === 0 ? `${name} is in use now` : `${name} is in use now, ${withoutText(excluded)}`,
};

const LEFT_OUT: Readonly<Record<SuspiciousKind, string>> = {
  alike: 'people who rate everything the same',
  bursts: 'people who rate faster than one can read',
  twice: 'second listings of films',
  untimely: 'ratings at impossible times',
};

/** For example "without people who rate everything the same and second listings of …". */
export function withoutText(kinds: readonly SuspiciousKind[]): string {
  return `without ${formatNames(kinds.map((kind) => LEFT_OUT[kind]))}`;
}

function fitText({ held, of }: Fit, one: string, many: string, none: string): string {
  if (of === 0) return none;
  if (of === 1)
    return held === 1
      ? `Your ${one} is in it.`
      : `Your ${one} is not in it; it stays kept and counts again with a data set that has it.`;
  return held === of
    ? `All ${plural(of, one, many)} of yours are in it.`
    : `${formatCount(held)} of ${plural(of, one, many)} of yours are in it; the others stay kept and count again with a data set that has them.`;
}

/**
 * Explains what another data set means for training. It gives no duration, because data sets differ by several times.
 */
export function retrainingText(byItself: boolean): string {
  return byItself
    ? 'The model is trained anew in the background, as on your first visit. Your ratings and lists stay.'
    : 'The model is trained anew once you ask for it on the training page. Your ratings and lists stay.';
}

export const datasetPreview = {
  reading: (name: string | null) => (name === null ? 'Fetching the built-in films' : `Reading ${name}`),
  readBytes: (done: number, total: number) => `${formatBytes(done)} of ${formatBytes(total)}`,
  waiting: 'Opening it',
  stop: 'Stop',
  title: (name: string) => `Use ${name}?`,
  sameTitle: (name: string) => `${name} is in use already`,
  ratings: ({ ratings }: DatasetPreview) =>
    fitText(ratings, 'rating', 'ratings', 'You have not rated a film yet.'),
  watchlist: ({ watchlist }: DatasetPreview) =>
    watchlist.of === 0 ? null : fitText(watchlist, 'film to watch', 'films to watch', ''),
  leftOut: 'What is left out of it',
  leftOutNone: 'Every line of it can be used.',
  lines: (n: number) => plural(n, 'line', 'lines'),
  licence:
    'MovieLens data may be used for research and other non-commercial purposes, and must not be passed on.',
  keep: 'Keep the current one',
  use: 'Use it',
  saving: 'Keeping it on this device …',
  refused: 'Nothing was changed',
  refusedText: 'The films in use stay as they are.',
  close: 'Close',
};

export const leaveOut: {
  readonly title: string;
  readonly lead: string;
  readonly kinds: Readonly<Record<SuspiciousKind, (n: number) => string>>;
  readonly apply: string;
  readonly restore: string;
  inUse(without: string): string;
  readonly inUseAll: string;
} = {
  title: 'Leave out',
  lead: 'What you tick is no longer learnt from. The data itself stays on this device as it was read, so that all of it can be had back.',
  kinds: {
    alike: (n) => `${plural(n, 'person', 'people')} who rate everything the same`,
    bursts: (n) => `${plural(n, 'person', 'people')} who rate faster than one can read`,
    twice: (n) =>
      `${plural(n, 'second listing', 'second listings')} of a film: joined into one with the ratings of both`,
    untimely: (n) => `${plural(n, 'rating', 'ratings')} before the film came out or in the future`,
  },
  apply: 'Use the data without these',
  restore: 'Use all of the data again',
  inUse: (without) => `In use is the data ${without}.`,
  inUseAll: 'In use is all of the data.',
};

export const take = {
  title: 'Bring and take',
  text: 'Bring what you rated elsewhere: drop an export anywhere on any page, or choose it here. A back-up holds your ratings, lists, picks, wishes and experiments in one file; dropped here again it brings them back.',
  backUp: 'Download a back-up',
};

/** The link to the users of the data set. */
export const users = {
  link: 'Be another user',
  linkHint: 'Look at the page as any of these people: their ratings, their list, and what they rated later.',
};
