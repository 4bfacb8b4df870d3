import { plural } from '../app/texts.ts';
import { formatCount, formatError, formatMeasured, formatNames, formatStars } from '../kit/format.ts';
import type { FamilyId, MapMode, MapShape } from './point-style.ts';

export const map = {
  title: 'Taste map',
  short: 'Map',
  lead: 'Every film has a place here. Those that the same people like lie close together.',
  waiting:
    'The map is drawn from what was learnt of the films. It begins by itself once the first training has ended.',
  training: 'Watch it learn',
  steps: { neighbours: 'Finding which films are alike', layout: 'Laying them out on a plane' },
  stop: 'Stop',
  stopped: 'The drawing was stopped.',
  draw: 'Draw the map',
  newer: 'A newer model is in use than this map was drawn from.',
  anew: 'Draw it anew',
  region: 'Map of the films',
  role: 'map',
  keys: 'Arrow keys move the map, plus and minus magnify it, 0 shows all of it. The films in view are listed beside it.',
  noCanvas: 'This browser cannot draw the map. The films are listed below.',
  slow: 'Drawn without WebGL, which this browser does not offer: moving it may stutter.',
  zoomIn: 'Closer',
  zoomOut: 'Farther',
  whole: 'Show all of the map',
  lasso: 'Draw around films',
  lassoHint: 'Draw a line around films with the mouse or a finger to list them.',
  toYou: 'Go to you',
  you: 'You',
  youAre: 'You are here',
  youWhy: 'Around here lie the films that the model expects you to like most, beyond what anyone would.',
  youAreNear: 'You are near',
  noYou: 'Rate a few films and your own place appears.',
  colours: 'Colours show',
  family: 'Show only',
  search: 'Find a film on the map',
  notOn: (title: string) => `${title} has no place: nobody in this data set has rated it.`,
  inView: 'In view',
  inViewHint: (n: number) => `The best known of ${plural(n, 'film', 'films')} in view.`,
  inViewFew: 'All films in view.',
  inViewNone: 'No film is in view. Show all of the map to begin anew.',
  caught: (n: number) => `${plural(n, 'film', 'films')} inside your line`,
  caughtNone: 'No film lies inside your line.',
  caughtMore: (n: number) => `and ${formatCount(n)} less known ones`,
  clear: 'Clear',
  closeCard: 'Close',
  page: 'About this film',
  show: (title: string) => `Show ${title} on the map`,
  predicted: (n: number) => `${formatStars(n)} ★ expected`,
  yours: (n: number) => `${formatStars(n)} ★ by you`,
  few: (stars: number) => `${formatStars(stars)} stars or fewer`,
  many: (stars: number) => `${formatStars(stars)} or more`,
  notRated: 'Not rated by you',
  ratedNone: 'You have not rated a film on the map yet.',
  noStars: 'No film has expected stars yet: the first training has not ended.',
  howTo: 'How to read it',
  how: 'The model in use describes each film by numbers learnt from everyone’s ratings. Films whose numbers point the same way are put next to each other on the plane (UMAP). What lies near is alike; how far two distant groups are apart, and which way is up, means nothing.',
  trust: (trust: number) =>
    `A plane cannot keep all of it. How far neighbours on the map are neighbours in the model as well: ${formatError(trust)} of 1.`,
  trustTerm:
    'Trustworthiness at 10 neighbours (Venna and Kaski 2001); a picture drawn by chance has about 0.5.',
  drawn: (movies: number, took: number) =>
    `${plural(movies, 'film', 'films')}, drawn in ${formatMeasured(took)} in this tab.`,
  leftOut: (n: number) =>
    `${plural(n, 'film that nobody has rated is', 'films that nobody has rated are')} left out: nothing is known of their place.`,
  onPage: {
    title: 'Its place on the taste map',
    ask: 'Find its place',
    asked: 'Computes for a few seconds, in this tab.',
    open: 'Open the map here',
    picture: (title: string) => `Small map of all films with ${title} marked`,
    pictureYou: (title: string) => `Small map of all films with ${title} and your own place marked`,
    near: (titles: readonly string[]) => `Beside ${formatNames(titles)}.`,
    unplaced: 'Nobody has rated it, so it has no place.',
  },
};

export const mapModeNames: Readonly<Record<MapMode, string>> = {
  genre: 'Genres',
  stars: 'Stars expected of you',
  ratings: 'Your ratings',
};

export const familyNames: Readonly<Record<FamilyId, string>> = {
  animation: 'Animation, children, musical',
  fantasy: 'Sci-fi, fantasy',
  horror: 'Horror',
  action: 'Action, adventure, war, western',
  crime: 'Crime, thriller, mystery, noir',
  romance: 'Romance',
  comedy: 'Comedy',
  drama: 'Drama',
  documentary: 'Documentary',
  other: 'No genre listed',
};

export const shapeNames: Readonly<Record<MapShape, string>> = {
  circle: 'circle',
  square: 'square',
  diamond: 'diamond',
  triangle: 'triangle',
};
