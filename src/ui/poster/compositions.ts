import type { Era } from './eras.ts';
import { arcs, dots, rays, split, stripes, sun, tiles, waves } from './patterns.ts';
import { atoms, bands, blooms, crosshair, fan, folds, horizon, pixels, strip } from './period-pictures.ts';
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
  fan,
  atoms,
  bands,
  horizon,
  pixels,
  folds,
  crosshair,
  blooms,
  strip,
} as const;

export type CompositionName = keyof typeof compositions;

/** The compositions that suit a genre; the movie's id chooses one of them. */
export const genreCompositions: Readonly<Record<string, readonly CompositionName[]>> = {
  Action: ['rays', 'stripes', 'split', 'skyline', 'arcs', 'sun', 'tiles', 'dots', 'crosshair'],
  Adventure: ['peaks', 'hills', 'waves', 'sun', 'rays', 'arcs'],
  Animation: ['tiles', 'dots', 'hills', 'arcs', 'rays', 'waves', 'blooms'],
  Children: ['tiles', 'dots', 'hills', 'sun', 'waves', 'blooms'],
  Comedy: ['dots', 'tiles', 'stripes', 'arcs', 'split', 'sun', 'arches'],
  Crime: ['skyline', 'blinds', 'spotlight', 'stripes', 'split', 'eye', 'arches', 'arcs', 'tiles'],
  Documentary: ['split', 'stripes', 'arcs', 'peaks', 'tiles', 'strip', 'waves', 'blinds'],
  Drama: ['arches', 'sun', 'split', 'waves', 'hills', 'spotlight', 'tiles', 'arcs', 'skyline'],
  Fantasy: ['arches', 'orbit', 'peaks', 'hills', 'dots', 'eye', 'blooms'],
  'Film-Noir': ['blinds', 'spotlight', 'skyline', 'arches', 'stripes'],
  Horror: ['eye', 'arches', 'peaks', 'rays', 'blinds', 'spotlight'],
  IMAX: ['orbit', 'waves', 'peaks', 'strip'],
  Musical: ['spotlight', 'rays', 'dots', 'arcs', 'tiles', 'blooms'],
  Mystery: ['eye', 'spotlight', 'arches', 'blinds', 'orbit', 'waves'],
  Romance: ['sun', 'waves', 'split', 'hills', 'arcs', 'arches', 'blooms'],
  'Sci-Fi': ['orbit', 'dots', 'arcs', 'sun', 'skyline', 'rays', 'waves', 'tiles'],
  Thriller: ['stripes', 'split', 'eye', 'blinds', 'skyline', 'arcs', 'spotlight', 'crosshair'],
  War: ['rays', 'stripes', 'peaks', 'split', 'sun', 'crosshair'],
  Western: ['sun', 'hills', 'peaks', 'rays', 'arches'],
};

/** The compositions in the manner of an era. */
export const eraCompositions: Partial<Readonly<Record<Era, readonly CompositionName[]>>> = {
  silent: ['fan', 'arches'],
  studio: ['fan', 'rays'],
  modern: ['atoms', 'arcs'],
  sixties: ['dots', 'stripes', 'tiles'],
  seventies: ['bands', 'sun'],
  eighties: ['horizon', 'stripes'],
  digital: ['pixels', 'orbit'],
  today: ['folds', 'waves'],
};
