import type { Words } from '../../protocol/words.ts';
import { nav, plural } from '../app/texts.ts';
import { formatCount, formatError, formatMeasured, formatNames, formatStars } from '../kit/format.ts';
import type { FamilyId, MapMode, MapShape } from './point-style.ts';

export const map = {
  title: nav.map,
  lead: (words: Words) => `${words.Many} that the same people like lie close together.`,
  waiting: (words: Words) =>
    `The map is drawn from what was learned about the ${words.many}. It starts by itself once the first training has ended.`,
  training: 'Watch it learn',
  steps: { neighbours: 'Finding which films are alike', layout: 'Laying them out on a plane' },
  stop: 'Stop',
  stopped: 'The drawing was stopped.',
  draw: 'Draw the map',
  newer: 'This map was drawn from an older model than the one in use.',
  anew: 'Draw it again',
  region: (words: Words) => `Map of the ${words.many}`,
  role: 'map',
  keys: (words: Words) =>
    `Arrow keys move the map, plus and minus zoom, 0 shows all of it. The ${words.many} in view are listed beside it.`,
  noCanvas: (words: Words) => `This browser cannot draw the map. The ${words.many} are listed below.`,
  slow: 'This browser does not offer WebGL, so moving the map may stutter.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Show all of the map',
  lasso: (words: Words) => `Draw around ${words.many}`,
  lassoHint: (words: Words) => `Draw a line around ${words.many} with the mouse or a finger to list them.`,
  toYou: 'Go to you',
  you: 'You',
  youAre: 'You are here',
  youWhy: (words: Words) =>
    `Around here are the ${words.many} that the model expects you to like most, compared with other people.`,
  youAreNear: 'You are near',
  noYou: (words: Words) => `Rate a few ${words.many} and your own place appears.`,
  colours: 'Colours show',
  family: 'Show only',
  search: (words: Words) => `Find a ${words.one} on the map`,
  notOn: (title: string) => `${title} has no place: nobody in this data set has rated it.`,
  inView: 'In view',
  inViewHint: (n: number, words: Words) => `The best known of ${plural(n, words.one, words.many)} in view.`,
  inViewFew: (words: Words) => `All ${words.many} in view.`,
  inViewNone: (words: Words) => `No ${words.one} is in view. Show all of the map to start again.`,
  caught: (n: number, words: Words) => `${plural(n, words.one, words.many)} inside your line`,
  caughtNone: (words: Words) => `No ${words.one} lies inside your line.`,
  caughtMore: (n: number) => `and ${formatCount(n)} less known ones`,
  clear: 'Clear',
  closeCard: 'Close',
  page: (words: Words) => `About this ${words.one}`,
  show: (title: string) => `Show ${title} on the map`,
  predicted: (n: number) => `${formatStars(n)} ★ expected`,
  yours: (n: number) => `${formatStars(n)} ★ by you`,
  few: (stars: number) => `${formatStars(stars)} stars or fewer`,
  many: (stars: number) => `${formatStars(stars)} or more`,
  notRated: 'Not rated by you',
  ratedNone: (words: Words) => `You have not rated a ${words.one} on the map yet.`,
  noStars: (words: Words) => `No ${words.one} has expected stars yet: the first training has not ended.`,
  howTo: 'How to read it',
  how: (words: Words) =>
    `The model in use describes each ${words.one} by numbers learnt from everyone’s ratings. ${words.Many} whose numbers point the same way are put next to each other on the plane (UMAP). What lies near is alike; how far two distant groups are apart, and which way is up, means nothing.`,
  trust: (trust: number) =>
    `A flat map cannot show everything. How far neighbours on the map are neighbours in the model as well: ${formatError(trust)} of 1.`,
  trustTerm: 'Trustworthiness at 10 neighbours (Venna and Kaski 2001); a map drawn at random has about 0.5.',
  neighbourhoods: (words: Words) =>
    `A neighbourhood is named after the genre, and the decade if there is one, that is most over-represented there, compared with the whole map. At least a third of its ${words.many} have it; the others need not.`,
  drawn: (took: number) => `Drawn in ${formatMeasured(took)} in this tab.`,
  shown: (movies: number, unrated: number, words: Words) =>
    unrated === 0
      ? `On the map: ${plural(movies, words.one, words.many)} that people in this data set rated.`
      : `On the map: ${plural(movies - unrated, words.one, words.many)} that people in this data set rated, and ${formatCount(unrated)} that many people elsewhere did, placed by what else is known of them.`,
  leftOut: (n: number, unrated: number, words: Words) =>
    `${plural(n, `${words.one} is`, `${words.many} are`)} left out: nobody here ${unrated === 0 ? 'has' : 'and hardly anybody elsewhere has'} rated ${n === 1 ? 'it' : 'them'}.`,
  onPage: {
    title: 'Its place on the taste map',
    ask: 'Find its place',
    asked: 'This takes a few seconds, in this tab.',
    open: 'Open the map here',
    picture: (title: string, { many }: Words) => `Small map of all ${many} with ${title} marked`,
    pictureYou: (title: string, { many }: Words) =>
      `Small map of all ${many} with ${title} and your own place marked`,
    near: (titles: readonly string[]) => `Beside ${formatNames(titles)}.`,
    unplaced: 'Nobody in this data set has rated it, so it has no place.',
  },
};

export const mapModeNames: Readonly<Record<MapMode, string>> = {
  genre: 'Genres',
  stars: 'Stars expected from you',
  ratings: 'Your ratings',
};

/** What the movies of a genre are called; a genre that is not here keeps its name. */
const genreNames = ({ many }: Words): Readonly<Record<string, string>> => ({
  Action: 'action',
  Adventure: 'adventure',
  Animation: 'animation',
  Children: `children’s ${many}`,
  Comedy: 'comedies',
  Crime: 'crime',
  Documentary: 'documentaries',
  Drama: 'dramas',
  Fantasy: 'fantasy',
  'Film-Noir': 'film noir',
  Horror: 'horror',
  Musical: 'musicals',
  Mystery: 'mysteries',
  Romance: 'romances',
  'Sci-Fi': 'sci-fi',
  Thriller: 'thrillers',
  War: `war ${many}`,
  Western: 'westerns',
});

/** The name of a neighbourhood: "1990s thrillers". */
export function areaName(genre: string, decade: number | null, words: Words): string {
  const name = genreNames(words)[genre] ?? genre;
  return decade === null ? `${name[0].toUpperCase()}${name.slice(1)}` : `${decade}s ${name}`;
}

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
