/** Whether the movies of exports are found though their titles are spoilt, and none is taken for another one. */
import { createRandom } from '../../src/base/random.ts';
import { createPause } from '../../src/base/scheduling.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { createMovieMatcher, type MatchResult, type MovieQuery } from '../../src/dataset/match-movie.ts';
import type { Facts } from '../../src/dataset/movie-facts.ts';
import { titleOfArticle } from '../../src/dataset/title.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { BUILT_IN, readWithFacts } from '../tools/read-facts-of-zip.ts';
import { spoilers } from './spoilt-titles.ts';

const SEED = 17;

/** Shares of the rows, from 0 to 1. */
interface Outcome {
  readonly found: number;
  /** Another movie was taken for it. */
  readonly wrong: number;
  /** The person is asked. */
  readonly asked: number;
}

/** Counts what became of rows. */
class Tally {
  rows = 0;
  found = 0;
  wrong = 0;
  asked = 0;

  /** @param right item index of the movie, null where the data set lacks it */
  add(result: MatchResult, right: number | null): void {
    this.rows++;
    if (typeof result === 'object') this.asked++;
    else if (result === right) this.found++;
    else if (result !== 'unknown') this.wrong++;
  }

  outcome(): Outcome {
    const { rows, found, wrong, asked } = this;
    return { found: found / rows, wrong: wrong / rows, asked: asked / rows };
  }
}

export async function run({ data = BUILT_IN }: BenchOptions): Promise<object> {
  const { dataset, facts } = await readWithFacts(data);
  const half = halfOf(dataset, facts);
  const whole = await matcherOf(dataset, facts);
  const withoutHalf = await matcherOf(half.dataset, half.facts);
  const [all, withId, absent] = [new Tally(), new Tally(), new Tally()];
  const random = createRandom(SEED);
  for (const [way, spoil] of Object.entries(spoilers)) {
    const one = new Tally();
    for (const [item, movie] of dataset.movies.entries()) {
      const article = facts.details?.[item]?.wikipedia ?? null;
      const written = spoil({ movie, article, draw: random.uniform() });
      if (written === null) continue;
      const query = { titles: [written.title], year: written.year, movieId: null, imdb: null, tmdb: null };
      const result = whole(query);
      one.add(result, item);
      all.add(result, item);
      const imdb = dataset.links?.imdb[item] || null;
      if (imdb !== null) withId.add(whole({ ...query, imdb }), item);
      if (item % 2 === 1) absent.add(withoutHalf(query), null);
    }
    row(way, one);
  }
  row('all, without an id', all);
  row('all, with an id', withId);
  row('movies the data set lacks', absent);
  return { ...all.outcome(), withId: withId.outcome(), absent: absent.outcome() };
}

async function matcherOf(
  { movies, links }: Dataset,
  { details }: Facts,
): Promise<(query: MovieQuery) => MatchResult> {
  const articleOf = (item: number) => titleOfArticle(details?.[item]?.wikipedia ?? null);
  return createMovieMatcher(movies, createPause(), { links, articleOf });
}

/** The movies with even index: those with odd index stand for movies that a data set lacks. */
function halfOf(dataset: Dataset, { details }: Facts): { readonly dataset: Dataset; readonly facts: Facts } {
  const isEven = (_: unknown, item: number) => item % 2 === 0;
  const { links, movies } = dataset;
  return {
    dataset: {
      ...dataset,
      movies: movies.filter(isEven),
      ...(links && { links: { imdb: links.imdb.filter(isEven), tmdb: links.tmdb.filter(isEven) } }),
    },
    facts: { details: details?.filter(isEven) ?? null, descriptions: null },
  };
}

function row(name: string, tally: Tally): void {
  const { found, wrong, asked } = tally.outcome();
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`.padStart(9);
  console.log(
    `${name.padEnd(30)} ${String(tally.rows).padStart(7)} rows  found ${percent(found)}  wrong ${percent(wrong)}  asked ${percent(asked)}`,
  );
}
