/** All texts on the screen, except those about training (texts-{training,runs,settings}.ts) and certainty. */
import type { Event } from '../../protocol/messages.ts';
import type { ComponentShares } from '../../protocol/recommendation-messages.ts';
import { formatBytes, formatCount, formatGiven, formatNames, formatStars } from '../kit/format.ts';

export function plural(n: number, one: string, many: string): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

export const nav = {
  label: 'Main',
  forYou: 'For you',
  ratings: 'My ratings',
  training: 'Training',
  lab: 'Lab',
  privacy: 'Data & privacy',
  how: 'How it works',
  more: 'More',
  short: { ratings: 'Ratings', privacy: 'Data' },
  skip: 'Skip to content',
  toDark: 'Switch to dark colours',
  toLight: 'Switch to light colours',
};

export const stars = {
  given: (n: number) => `${formatGiven(n)} ${n === 1 ? 'star' : 'stars'}`,
  notRated: 'not rated',
  rate: (title: string) => `Your rating for ${title}`,
  predicted: (n: number) => `Predicted: ${formatStars(n)} stars`,
  howto: 'Arrow keys change by half a star, 1 to 9 and 0 set it, Delete removes it.',
};

const COMPONENTS: Record<keyof ComponentShares, string> = {
  ease: 'people with your taste',
  stars: 'the stars we predict for you',
  content: 'genres you like',
  popularity: 'what many people like',
};

/** Describes what the list is based on: the component with the largest weight, and the second if large enough. */
export function componentsText(components: ComponentShares): string {
  const keys = Object.keys(COMPONENTS) as (keyof ComponentShares)[];
  const [first, second] = keys.sort((a, b) => components[b] - components[a]);
  if (first === undefined || second === undefined || components[first] <= 0) return '';
  if (components[first] >= 0.8) return `Almost all from ${COMPONENTS[first]}`;
  const lead = components[first] >= 0.5 ? 'Mostly from' : 'From';
  return components[second] >= 0.15
    ? `${lead} ${COMPONENTS[first]}, then ${COMPONENTS[second]}`
    : `${lead} ${COMPONENTS[first]}`;
}

export const forYou = {
  title: 'For you',
  rests: (ratings: number, genres: number) =>
    ratings > 0
      ? plural(ratings, 'rating of yours', 'ratings of yours')
      : genres > 0
        ? plural(genres, 'genre pick', 'genre picks')
        : 'nothing known of you yet',
  more: 'Show more',
  few: 'Rate a few films and the list becomes yours.',
  rateSome: 'Rate well-known films',
  changed: (first: string) => `Your list has changed. First is now ${first}.`,
  none: 'Nothing is left to recommend: you have rated every film in this data set.',
  region: 'Recommendations',
};

export const welcome = {
  title: 'What do you like to watch?',
  lead: 'Pick three genres or more. Films that fit appear as you go.',
  private: 'Everything stays on this device.',
  elsewhere: 'Rated films elsewhere?',
  picked: (n: number) => (n === 0 ? 'None picked yet' : `${plural(n, 'genre', 'genres')} picked`),
  missing: (n: number) => `Pick ${n} more`,
  next: 'Next: rate a few films',
  skip: 'Skip this',
  back: 'Back to genres',
  movies: (n: number) => plural(n, 'film', 'films'),
  rateTitle: 'Rate films you know',
  rateLead: 'Five are enough. Every rating changes the picks beside it.',
  unseen: 'Haven’t seen it',
  unseenOf: (title: string) => `Haven’t seen ${title}`,
  counted: (n: number) => (n >= 5 ? `${plural(n, 'film', 'films')} rated` : `${n} of 5 rated`),
  finish: 'See your picks',
  finishEarly: 'Skip to the picks',
  beside: 'Your picks so far',
  otherWaiting: 'They appear here once the films are loaded.',
  noMore: 'There is nothing left to ask. See your picks.',
  step: (n: number) => `Step ${n} of 2`,
};

export const search = {
  label: 'Search films',
  placeholder: 'Search films',
  none: (query: string) => `No film called “${query}”`,
  noneHint: 'Try fewer letters or the original title.',
  found: (n: number) => plural(n, 'film found', 'films found'),
  open: 'Search',
  close: 'Close search',
  clear: 'Clear',
};

export const movie = {
  byGenre: 'Films like this',
  byGenreHint: 'Same genres',
  byTaste: 'People with your taste also like',
  byTasteHint: 'Rated alike by the same people',
  tasteLater: 'Appears once the first training has ended.',
  noneSimilar: 'No film is close enough to this one.',
  everyone: 'Everyone’s ratings',
  mean: (mean: number, n: number) =>
    `${formatStars(mean)} stars on average from ${plural(n, 'rating', 'ratings')}`,
  unrated: 'Nobody in this data set has rated it.',
  starsColumn: 'Stars',
  countColumn: 'Ratings',
  yours: 'Your rating',
  likely: 'You would likely give it',
  notYet: 'No prediction until the first training has ended',
  why: 'Why it is recommended',
  similarity: (n: number) => `${Math.round(n * 100)} % alike`,
  noYear: 'Year unknown',
  noGenres: 'No genres listed',
  alias: (titles: readonly string[]) => `Also known as ${formatNames(titles)}`,
  loading: 'Loading the film',
  missing: 'No such film',
  missingText: (id: number) => `This data set holds no film with the number ${id}.`,
};

export const ratings = {
  title: 'My ratings',
  count: (n: number) => plural(n, 'film rated', 'films rated'),
  empty: 'You have not rated a film yet.',
  emptyHere: 'None of the films you have rated is in this data set.',
  emptyHint: 'Rate a few you know and every list here becomes yours.',
  start: 'Rate well-known films',
  byDate: 'Newest',
  byStars: 'Stars',
  byTitle: 'Title',
  more: (next: number, left: number) =>
    next < left
      ? `Show ${formatCount(next)} more of ${formatCount(left)}`
      : `Show the other ${formatCount(left)}`,
  remove: 'Remove',
  removeOf: (title: string) => `Remove your rating of ${title}`,
  genres: 'Your genre picks',
  genresHint: 'They count most while you have few ratings.',
};

export const privacy = {
  title: 'Data & privacy',
  lead: 'Matinee computes everything in this browser tab. It sends nothing anywhere: no account, no server, no tracking.',
  loaded: 'What was loaded',
  loading: 'Still loading …',
  ratings: 'Ratings',
  people: 'People',
  movies: 'Films',
  noGenres: 'Films without genres',
  noRatings: 'Films nobody rated',
  leftOut: 'What was left out',
  leftOutNone: 'Nothing: every line of the data set was used.',
  examples: 'Examples',
  lines: (n: number) => plural(n, 'line', 'lines'),
  yours: 'What is kept of you',
  storedText: (ratings: number, genres: number) =>
    `${plural(ratings, 'rating', 'ratings')}, ${plural(genres, 'genre pick', 'genre picks')} and the trained model, in this browser’s own storage (IndexedDB) on this device.`,
  notPersistentText:
    'This browser keeps nothing for Matinee, so all of it is gone when you close this window.',
  download: 'Download my ratings (CSV)',
  forget: 'Forget everything',
  forgetTitle: 'Forget everything?',
  forgetText:
    'Your ratings, genre picks, the trained model and the loaded films are deleted from this device. This cannot be undone.',
  forgetYes: 'Forget everything',
  forgetNo: 'Keep it',
  source: 'Where the films and ratings come from',
  sourceText:
    'MovieLens data by GroupLens Research at the University of Minnesota, used under its licence: for non-commercial use only, and without any endorsement by the university or GroupLens.',
  citation:
    'F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM Transactions on Interactive Intelligent Systems (TiiS) 5, 4: 19:1–19:19. https://doi.org/10.1145/2827872',
  dataset: 'Data set',
};

export const toast = {
  rated: (title: string, n: number) => `${title}: ${stars.given(n)}`,
  removed: (title: string) => `Rating of ${title} removed`,
  skipped: (title: string) => `${title} will not be asked again`,
  saved: (name: string) => `Saved as ${name}`,
  importUndone: 'Taken back: all is as it was',
  modelLoaded: (name: string) => `The model of ${name} is in use now`,
  undo: 'Undo',
  close: 'Dismiss',
  region: 'Messages',
};

export const banners = {
  notPersistent: 'This browser keeps nothing: your ratings are gone when you close this window.',
  update: 'A newer Matinee is ready. What is being trained goes on after the reload.',
  takeUpdate: 'Reload with it',
  reload: 'Reload',
  restarting: 'Starting again …',
};

export const errors = {
  pageTitle: 'This page has stopped',
  pageText: 'A fault of ours stopped this page. Your ratings are kept.',
  reload: 'Reload',
  notFound: 'Nothing here',
  notFoundText: 'There is no page at this address.',
  home: 'Go to For you',
};

const STEPS: Record<Extract<Event, { type: 'loading' }>['step'], string> = {
  storage: 'Looking for what is kept here',
  download: 'Loading the films',
  unzip: 'Unpacking the films',
  read: 'Reading the ratings',
  save: 'Keeping them on this device',
  prepare: 'Getting ready',
};

export function loadingText(step: keyof typeof STEPS, done: number, total: number | null): string {
  if (step === 'download' && total !== null)
    return `${STEPS[step]} · ${formatBytes(done)} of ${formatBytes(total)}`;
  return STEPS[step];
}

/** The formats that can be imported. Every page that lists them uses this text. */
export const readableFormats =
  'Matinee reads exports of Letterboxd, IMDb, MovieLens.org, Trakt and Criticker, as files or zipped, and its own ratings and back-ups.';
