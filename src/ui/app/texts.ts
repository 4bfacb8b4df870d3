/** Texts of the frame and of Welcome, and those that several features share. The other texts lie beside their pages. */
import type { ShelfStage } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { Movie, MovieCard } from '../../protocol/movie-card.ts';
import type { Words } from '../../protocol/words.ts';
import { formatBytes, formatCount, formatGiven, formatMinutesShort, formatStars } from '../kit/format.ts';
import type { Arriving } from '../state/app-state.ts';

export function plural(n: number, one: string, many: string): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** The small line below a title, as in "1995 · Crime, Drama"; empty where neither is known. */
export function yearAndGenres({ year, genres }: Pick<Movie, 'year' | 'genres'>, mostGenres = 3): string {
  return [year, genres.slice(0, mostGenres).join(', ')].filter(Boolean).join(' · ');
}

/** Year and running time, as in "1995 · 2h 50m"; empty where neither is known. */
export function yearAndRuntime({ movie, runtime }: Pick<MovieCard, 'movie' | 'runtime'>): string {
  return [movie.year, runtime === null ? null : formatMinutesShort(runtime)].filter(Boolean).join(' · ');
}

export const nav = {
  label: 'Main',
  forYou: 'For you',
  explore: 'Explore',
  ratings: 'My ratings',
  map: 'Taste map',
  training: 'Training',
  lab: 'Lab',
  privacy: 'Data & privacy',
  how: 'How it works',
  tonight: 'Tonight',
  more: 'More',
  short: { ratings: 'Ratings', map: 'Map', privacy: 'Data' },
  skip: 'Skip to content',
  toDark: 'Switch to dark colours',
  toLight: 'Switch to light colours',
};

export const stars = {
  given: (n: number) => `${formatGiven(n)} ${n === 1 ? 'star' : 'stars'}`,
  notRated: 'not rated',
  rate: (title: string) => `Your rating for ${title}`,
  predicted: (n: number) => `Predicted: ${formatStars(n)} stars`,
  /** The text beside the stars of a card. */
  guess: 'guess',
  guessSpoken: 'but that is a guess',
  howto: 'Arrow keys change it by half a star, the keys 1 to 9 and 0 set it, Delete removes it.',
};

/** Read out by a screen reader. */
export const announced = {
  listChanged: (first: string) => `Your list has changed. First is now ${first}.`,
};

export const welcome = {
  title: 'What do you like to watch?',
  lead: (words: Words) => `Pick three genres or more. ${words.Many} that fit appear as you go.`,
  private: 'Everything stays on this device.',
  elsewhere: (words: Words) => `Rated ${words.many} elsewhere?`,
  picked: (n: number) => (n === 0 ? 'None picked yet' : `${plural(n, 'genre', 'genres')} picked`),
  missing: (n: number) => `Pick ${n} more`,
  next: (words: Words) => `Next: rate a few ${words.many}`,
  skip: 'Skip this',
  back: 'Back to genres',
  movies: (n: number, words: Words) => plural(n, words.one, words.many),
  rateTitle: (words: Words) => `Rate ${words.many} you know`,
  rateLead: 'Five are enough. Every rating changes your picks right away.',
  unseen: 'Haven’t seen it',
  unseenOf: (title: string) => `Haven’t seen ${title}`,
  counted: (n: number, words: Words) =>
    n >= 5 ? `${plural(n, words.one, words.many)} rated` : `${n} of 5 rated`,
  finish: 'See your picks',
  finishEarly: 'Skip to the picks',
  beside: 'Your picks so far',
  otherWaiting: (words: Words) => `They appear here once the ${words.many} are loaded.`,
  noMore: 'There is nothing left to ask. See your picks.',
  step: (n: number) => `Step ${n} of 2`,
};

export const search = {
  label: (words: Words) => `Search ${words.many} and people`,
  placeholder: (words: Words) => `Search ${words.many}`,
  none: (query: string, words: Words) => `No ${words.one} and nobody called “${query}”`,
  noneHint: 'Try fewer letters or the original title.',
  found: (n: number) => plural(n, 'result', 'results'),
  open: 'Search',
  close: 'Close search',
  clear: 'Clear',
};

export const toast = {
  rated: (title: string, n: number) => `${title}: ${stars.given(n)}`,
  removed: (title: string) => `Rating of ${title} removed`,
  skipped: (title: string) => `Matinee will not ask about ${title} again`,
  saved: (name: string) => `Saved as ${name}`,
  importUndone: 'Undone: everything is as it was before',
  modelLoaded: (name: string) => `The model from ${name} is in use now`,
  undo: 'Undo',
  close: 'Dismiss',
  region: 'Messages',
};

export const banners = {
  notPersistent: 'This browser does not save anything: your ratings are gone when you close this window.',
  update: 'A new version of Matinee is ready. Training continues after the reload.',
  takeUpdate: 'Reload to update',
  newShelf: (movies: number) =>
    `The shelf is new: ${formatCount(movies)} films up to 2023, with what they are about, who made them and how long they run. Your ratings, lists and experiments are all here.`,
  newShelfUntrained: 'Predictions come back when you train on it.',
  closeNotice: 'OK',
  dataNotPersistent: (words: Words) =>
    `The ${words.many} and the model cannot be saved on this device right now, so the next visit gets them again. Your ratings are saved as always.`,
  unstored: (n: number, message: string, advice: string) =>
    `${n === 0 ? '' : `${plural(n, 'change of yours is', 'changes of yours are')} not saved yet. `}${message} Nothing is lost: Matinee saves it by itself as soon as it can. ${advice}`,
  backUp: 'Download a back-up',
  backupDue:
    'This browser may delete what Matinee has saved when the disk gets full or you stay away for long. A back-up keeps your ratings safe.',
  later: 'Later',
  reload: 'Reload',
  restarting: 'Starting again …',
};

export const errors = {
  pageTitle: 'This page has stopped',
  pageText: 'A bug in Matinee stopped this page. Your ratings are saved.',
  notLoadedTitle: 'This page did not load',
  notLoaded:
    'A part of Matinee did not load. Check your connection and try again. If a newer version has come out, reload: nothing you did is lost.',
  retry: 'Try again',
  reload: 'Reload',
  notFound: 'Nothing here',
  notFoundText: 'There is no page at this address.',
  home: 'Go to For you',
};

/** After everything was deleted. */
export const forgotten = {
  title: 'Everything is deleted',
  text: 'Your ratings, lists, choices, the model, the films and the copy for offline use are gone from this browser, in all tabs. Nothing is saved until you start again.',
  start: 'Start again',
};

/** The code that writes a file did not load. */
export const notSaved = {
  message: 'The file could not be written.',
  advice: 'Check your connection and try again. Nothing is lost.',
};

const STEPS: Record<Extract<Event, { type: 'loading' }>['step'], string> = {
  storage: 'Looking for saved data',
  download: 'Loading the films',
  unzip: 'Unpacking the films',
  read: 'Reading the ratings',
  save: 'Saving them on this device',
  prepare: 'Getting ready',
};

export function loadingText(step: keyof typeof STEPS, done: number, total: number | null): string {
  if (step === 'download' && total !== null)
    return `${STEPS[step]} · ${formatBytes(done)} of ${formatBytes(total)}`;
  return STEPS[step];
}

/** What is said while the first movies are here and the rest of them, or their ratings, are not. */
export const shelf = {
  title: 'The shelf is filling',
  arriving: ({ stage, done, total }: Pick<Arriving, 'stage' | 'done' | 'total'>) => {
    const what = stage === 'ratings' ? 'The ratings are being read' : 'The rest of the shelf is arriving';
    return total === null ? what : `${what} · ${formatBytes(done)} of ${formatBytes(total)}`;
  },
  needsAll: 'This page needs all of the films. It opens by itself as soon as they are here.',
  needsRatings: 'This page needs all of the ratings. It opens by itself as soon as they are read.',
  meanwhile: 'See the first films meanwhile',
  meanwhileList: 'See your list meanwhile',
  delayed: {
    ratings: 'The ratings could not be read. The films work all the same.',
    shelf: 'The rest of the films did not arrive. The first of them work all the same.',
    details: 'Running times, people and countries did not arrive. Everything else works.',
    descriptions: 'The descriptions of the films did not arrive. Everything else works.',
  } satisfies Record<ShelfStage, string>,
  retry: 'Try again',
};

/** The formats that can be imported. Every page that lists them uses this text. */
export const readableFormats =
  'Matinee reads exports of Letterboxd, IMDb, MovieLens.org, Trakt, Criticker, TMDB, Simkl and Movary, as files or zipped, and its own ratings and back-ups.';
