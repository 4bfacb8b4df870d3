import { arcs, dots, rays, split, stripes, sun, tiles, waves } from './patterns.ts';
import { arches, blinds, eye, hills, orbit, peaks, skyline, spotlight } from './scenes.ts';

export const compositions = {
  sun,
  hills,
  stripes,
  split,
  arcs,
  dots,
  skyline,
  tiles,
  orbit,
  spotlight,
  waves,
  arches,
  rays,
  blinds,
  eye,
  peaks,
} as const;

export type CompositionName = keyof typeof compositions;

/** The compositions of each genre; a movie's id picks one of those of its genre. */
export const genreCompositions: Readonly<Record<string, readonly CompositionName[]>> = {
  Action: ['rays', 'stripes', 'split', 'skyline', 'arcs', 'sun', 'tiles', 'dots'],
  Adventure: ['peaks', 'hills', 'waves', 'sun', 'rays', 'arcs'],
  Animation: ['tiles', 'dots', 'hills', 'arcs', 'rays', 'waves'],
  Children: ['tiles', 'dots', 'hills', 'sun', 'waves'],
  Comedy: ['dots', 'tiles', 'stripes', 'arcs', 'split', 'sun', 'arches'],
  Crime: ['skyline', 'blinds', 'spotlight', 'stripes', 'split', 'eye', 'arches', 'arcs', 'tiles'],
  Documentary: ['split', 'stripes', 'arcs', 'peaks', 'tiles'],
  Drama: ['arches', 'sun', 'split', 'waves', 'hills', 'spotlight', 'tiles', 'arcs', 'skyline'],
  Fantasy: ['arches', 'orbit', 'peaks', 'hills', 'dots', 'eye'],
  'Film-Noir': ['blinds', 'spotlight', 'skyline', 'arches', 'stripes'],
  Horror: ['eye', 'arches', 'peaks', 'rays', 'blinds', 'spotlight'],
  IMAX: ['orbit', 'waves', 'peaks'],
  Musical: ['spotlight', 'rays', 'dots', 'arcs', 'tiles'],
  Mystery: ['eye', 'spotlight', 'arches', 'blinds', 'orbit', 'waves'],
  Romance: ['sun', 'waves', 'split', 'hills', 'arcs', 'arches'],
  'Sci-Fi': ['orbit', 'dots', 'arcs', 'sun', 'skyline', 'rays', 'waves', 'tiles'],
  Thriller: ['stripes', 'split', 'eye', 'blinds', 'skyline', 'arcs', 'spotlight'],
  War: ['rays', 'stripes', 'peaks', 'split', 'sun'],
  Western: ['sun', 'hills', 'peaks', 'rays', 'arches'],
};
