import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readArchive } from '../../src/dataset/archive/read-archive.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { noFactTables } from '../../src/dataset/fact-tables.ts';
import { joinFacts } from '../../src/dataset/join-facts.ts';
import type { Facts, MovieFacts } from '../../src/dataset/movie-facts.ts';
import { shelfParts } from '../../tools/shelf/shelf-parts.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { quantile } from './quantile-of.ts';
import { served } from './served.ts';
import { visitSlowly } from './slow-phone.ts';

const BUILT_IN = 'public/datasets/matinee-films.zip';
const PORT = 4326;
const VISITS = 3;
const RECENT = 2017;
/** A movie with so many ratings in the sample can be learnt from. */
const LEARNT_FROM = 5;

interface Figures {
  readonly movies: number;
  readonly since2017: { readonly movies: number; readonly withFiveRatings: number };
  /** Shares of the movies of which it is known, each movie weighted by its ratings in the world. */
  readonly details: Readonly<Record<'runtime' | 'language' | 'directors' | 'description', number>>;
  readonly zipBytes: number;
  /** As sent. */
  readonly starterBytes: number;
  readonly slowPhone: { readonly firstRecommendationMs: number; readonly bytesBefore: number };
}

/** What the built-in data set holds, and what a first visit on a slow phone waits for (median of three). */
export async function run(_options: BenchOptions): Promise<Figures> {
  const zip = new Uint8Array(readFileSync(BUILT_IN));
  const { dataset, facts: own } = await readArchive(zip, BUILT_IN);
  const facts = joinFacts(dataset, { own, builtIn: noFactTables, world: null });
  const visits = await served(PORT, async (browser, url) => {
    const all = [];
    for (let n = 0; n < VISITS; n++) all.push(await visitSlowly(browser, url));
    return all;
  });
  const median = (key: 'recommendationMs' | 'bytes') =>
    quantile(
      visits.map((visit) => visit[key]),
      0.5,
    );
  const figures: Figures = {
    movies: dataset.movies.length,
    since2017: recent(dataset),
    details: knownShares(dataset, facts),
    zipBytes: zip.length,
    starterBytes: gzipSync(shelfParts(zip).starter.content).length,
    slowPhone: {
      firstRecommendationMs: Math.round(median('recommendationMs')),
      bytesBefore: median('bytes'),
    },
  };
  print(figures);
  return figures;
}

function recent({ movies, ratings }: Dataset): Figures['since2017'] {
  const counts = new Int32Array(ratings.items);
  for (const item of ratings.item) counts[item]++;
  const items = [...movies.keys()].filter((item) => (movies[item].year ?? 0) >= RECENT);
  return {
    movies: items.length,
    withFiveRatings: items.filter((item) => counts[item] >= LEARNT_FROM).length,
  };
}

function knownShares({ movies, statistics }: Dataset, { details, descriptions }: Facts): Figures['details'] {
  const weightOf = (item: number) => statistics?.count[item] ?? 0;
  const all = movies.reduce((sum, _, item) => sum + weightOf(item), 0);
  const share = (isKnown: (item: number) => boolean) =>
    movies.reduce((sum, _, item) => sum + (isKnown(item) ? weightOf(item) : 0), 0) / all;
  const detail = (isKnown: (facts: MovieFacts) => boolean) =>
    share((item) => {
      const found = details?.[item] ?? null;
      return found !== null && isKnown(found);
    });
  return {
    runtime: detail(({ runtime }) => runtime !== null),
    language: detail(({ languages }) => languages.length > 0),
    directors: detail(({ directors }) => directors.length > 0),
    description: share((item) => (descriptions?.[item] ?? null) !== null),
  };
}

function print({ movies, since2017, details, zipBytes, starterBytes, slowPhone }: Figures): void {
  const row = (name: string, value: string) => console.log(`${name.padEnd(44)} ${value}`);
  row('Movies', `${movies}`);
  row('Since 2017 / with five ratings here', `${since2017.movies} / ${since2017.withFiveRatings}`);
  for (const [name, share] of Object.entries(details))
    row(`Known, weighted by ratings: ${name}`, `${(share * 100).toFixed(1)} %`);
  row('Zip / starter as sent', `${Math.round(zipBytes / 1024)} / ${Math.round(starterBytes / 1024)} KiB`);
  row('Slow phone: first recommendation', `${slowPhone.firstRecommendationMs} ms`);
  row('Slow phone: bytes before it', `${Math.round(slowPhone.bytesBefore / 1024)} KiB`);
}
