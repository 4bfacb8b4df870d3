import { criticker } from './criticker.ts';
import { imdb } from './imdb.ts';
import type { Layout } from './layout.ts';
import { letterboxd } from './letterboxd.ts';
import { matinee } from './matinee.ts';
import { movielensOrg } from './movielens-org.ts';

/** Every table that is read; the first that fits is taken. */
export const layouts: readonly Layout[] = [letterboxd, imdb, movielensOrg, matinee, criticker];
