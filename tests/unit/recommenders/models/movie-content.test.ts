import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import type { TermGroup } from '../../../../src/protocol/content-groups.ts';
import {
  type ContentTerms,
  fitTerms,
  groupWeights,
} from '../../../../src/recommenders/models/content-terms.ts';
import { content } from '../../../../src/recommenders/models/genre-content.ts';
import {
  type MovieContent,
  movieContent,
  movieContentDescriptor,
} from '../../../../src/recommenders/models/movie-content.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { describedFacts, describedGenres, describedMovies } from '../../../fixtures/described-movies.ts';

const data = { movies: describedMovies, genres: describedGenres };
const items = describedMovies.length;

/** The row of a movie as a dense vector. */
function rowOf({ terms, start, index, value }: ContentTerms, item: number): number[] {
  const row = new Array<number>(terms.length).fill(0);
  for (let n = start[item]; n < start[item + 1]; n++) row[index[n]] = value[n];
  return row;
}

const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, n) => sum + v * b[n], 0);

/** The products of all pairs of rows, `[items][items]`. */
function products(terms: ContentTerms): number[][] {
  const rows = describedMovies.map((_, i) => rowOf(terms, i));
  return rows.map((a) => rows.map((b) => product(a, b)));
}

function randomPerson(seed: number, genres: readonly string[]): Person {
  const random = createRandom(seed);
  const item = Int32Array.from({ length: items }, (_, i) => i).filter(() => random.integer(3) > 0);
  return { ratings: { item, value: Float32Array.from(item, () => (1 + random.integer(10)) / 2) }, genres };
}

describe('each group equals scikit-learn 1.9', () => {
  it('people: TfidfVectorizer(analyzer=list, min_df=2)', async () => {
    const terms = await fitTerms(data, describedFacts, { people: 1 });
    expect(terms.terms.map(({ label, role }) => `${role} ${label}`)).toEqual([
      'cast Bo Chen',
      'cast Cy Dale',
      'cast Di Evans',
      'director Ana Lopez',
      'director Fay Gore',
    ]);
    expect(terms.idf[0]).toBeCloseTo(1.559615788, 9);
    expect(terms.idf[3]).toBeCloseTo(1.84729786, 8);
    rowOf(terms, 0).forEach((value, n) => {
      expect(value).toBeCloseTo([0.51259296, 0.60714432, 0, 0.60714432, 0][n], 8);
    });
    const all = products(terms);
    expect(all[0][1]).toBeCloseTo(0.63137577, 8);
    expect(all[1][2]).toBeCloseTo(0.26275154, 8);
    expect(all[2][3]).toBeCloseTo(0.42931587, 8);
  });

  it('words: TfidfVectorizer(analyzer=list, min_df=3), a word counting as often as it stands there', async () => {
    const terms = await fitTerms(data, describedFacts, { words: 1 });
    expect(terms.terms.map(({ label }) => label)).toEqual(['casino', 'heist', 'thieves']);
    expect([...terms.idf].map((value) => Number(value.toFixed(9)))).toEqual([
      1.336472237, 1.559615788, 1.336472237,
    ]);
    rowOf(terms, 0).forEach((value, n) => {
      expect(value).toBeCloseTo([0.36643989, 0.85524477, 0.36643989][n], 8);
    });
    const all = products(terms);
    expect(all[0][2]).toBeCloseTo(0.94404063, 8);
    expect(all[1][3]).toBeCloseTo(0.46011125, 8);
    expect(all[0][4]).toBe(0);
  });
});

describe('groups side by side', () => {
  it('make the product of two rows the weighted mean of the cosines by group', async () => {
    const weights = { genres: 1, people: 3, words: 2 };
    const all = products(await fitTerms(data, describedFacts, weights));
    const each = await Promise.all(
      (['genres', 'people', 'words'] as const).map(async (group) =>
        products(await fitTerms(data, describedFacts, { [group]: 1 })),
      ),
    );
    const [genres, people, words] = each;
    for (let a = 0; a < items; a++)
      for (let b = 0; b < items; b++)
        expect(all[a][b]).toBeCloseTo((genres[a][b] + 3 * people[a][b] + 2 * words[a][b]) / 6, 12);
  });

  it('leave out a group that is switched off, and one whose facts are not there', async () => {
    const groupsIn = async (facts: typeof noFacts, weights: Partial<Record<TermGroup, number>>) =>
      Object.keys((await fitTerms(data, facts, weights)).shares);
    expect(await groupsIn(describedFacts, { genres: 1, tags: 1, people: 0 })).toEqual(['genres', 'tags']);
    expect(await groupsIn({ ...describedFacts, details: null }, groupWeights)).toEqual([
      'genres',
      'words',
      'tags',
    ]);
    expect(await groupsIn(noFacts, groupWeights)).toEqual(['genres']);
  });
});

describe('content recommender', () => {
  let model: MovieContent;
  beforeAll(async () => {
    model = movieContent(await fitTerms(data, describedFacts, groupWeights));
  });

  it('scores like brute force over dense rows', () => {
    const rows = describedMovies.map((_, i) => rowOf(model.terms, i));
    for (const seed of [1, 2, 3, 4]) {
      const person = randomPerson(seed, []);
      const { item, value } = person.ratings;
      const mean = (value.reduce((sum, stars) => sum + stars, 0) + 3) / (value.length + 1);
      const profile = rows[0].map((_, t) =>
        item.reduce((sum, i, n) => sum + (value[n] - mean) * rows[i][t], 0),
      );
      const length = Math.sqrt(product(profile, profile));
      model.score(person).forEach((score, i) => {
        expect(score).toBeCloseTo(product(rows[i], profile) / length, 6);
      });
    }
  });

  it('is the genre model, to the last digit, where nothing but genres is known', async () => {
    const bare = movieContent(await fitTerms(data, noFacts, groupWeights));
    const genres = content(fitTfidf(describedMovies, describedGenres));
    for (const person of [
      randomPerson(5, []),
      randomPerson(6, ['Crime', 'Drama']),
      randomPerson(7, ['Sci-Fi']),
    ])
      expect(bare.score(person)).toEqual(genres.score(person));
  });

  it('has contributions that sum to the score of a movie, and to the mean score', () => {
    for (const seed of [8, 9]) {
      const person = randomPerson(seed, ['Comedy', 'Crime']);
      const scores = model.score(person);
      const sum = (of: number | 'mean') => {
        const { base, parts } = model.contributions?.(person, of) ?? {
          base: Number.NaN,
          parts: new Float32Array(0),
        };
        return base + parts.reduce((total, part) => total + part, 0);
      };
      scores.forEach((score, i) => {
        expect(sum(i)).toBeCloseTo(score, 6);
      });
      expect(sum('mean')).toBeCloseTo(scores.reduce((total, score) => total + score, 0) / items, 6);
    }
  });

  it('names the terms whose products sum to the score, the strongest first', () => {
    const person = randomPerson(10, ['Crime']);
    const scores = model.score(person);
    for (let i = 0; i < items; i++) {
      const adds = model.shared(person, i).map(({ profile, movie }) => profile * movie);
      expect(adds.reduce((sum, part) => sum + part, 0)).toBeCloseTo(scores[i], 6);
      expect(adds).toEqual([...adds].sort((a, b) => b - a));
    }
  });

  it('finds a movie wholly alike to itself, and to nothing where it has no terms', async () => {
    for (let i = 0; i < items; i++) expect(model.similar(i)[i]).toBeCloseTo(1, 6);
    const ofPeople = movieContent(await fitTerms(data, describedFacts, { people: 1 }));
    expect([...ofPeople.similar(4)]).toEqual(new Array(items).fill(0));
    expect([model.knowsMore(0), model.knowsMore(4)]).toEqual([true, false]);
  });
});

describe('reasons', () => {
  const explain = movieContentDescriptor.explain;
  const tfidf = fitTfidf(describedMovies, describedGenres);
  const why = async (weights: Partial<Record<TermGroup, number>>, person: Person, item: number) => {
    const recommender = movieContent(await fitTerms(data, describedFacts, weights));
    return explain?.({ recommender, scores: () => recommender.score(person), tfidf }, person, item);
  };
  const fan: Person = {
    ratings: { item: Int32Array.of(4, 0), value: Float32Array.of(1, 5) },
    genres: [],
  };

  it('name a director with the movie that speaks for them', async () => {
    expect(await why({ people: 1 }, fan, 1)).toEqual({
      kind: 'person',
      name: 'Ana Lopez',
      role: 'director',
      because: 1,
    });
  });

  it('name an actor where the director is another one', async () => {
    expect(await why({ people: 1 }, fan, 2)).toMatchObject({ name: 'Cy Dale', role: 'cast', because: 1 });
  });

  it('name the words that both descriptions have', async () => {
    expect(await why({ words: 1 }, fan, 3)).toEqual({
      kind: 'words',
      words: ['heist', 'thieves'],
      because: 1,
    });
  });

  it('name genres where nothing else is shared', async () => {
    const fanOfDrama: Person = {
      ratings: { item: Int32Array.of(4, 0), value: Float32Array.of(5, 1) },
      genres: [],
    };
    expect(await why(groupWeights, fanOfDrama, 5)).toEqual({ kind: 'genres', genres: ['Drama'] });
  });

  it('name nothing where nothing of the movie is liked', async () => {
    const foe: Person = { ratings: { item: Int32Array.of(0), value: Float32Array.of(0.5) }, genres: [] };
    expect(await why(groupWeights, foe, 1)).toBeNull();
  });
});
