import { expect, it } from 'vitest';
import { readArchive } from '../../../../src/dataset/archive/read-archive.ts';
import { zip } from '../../../fixtures/archives.ts';

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

it('reads MovieLens 1M: Latin-1, whole stars, users with attributes', async () => {
  const bytes = zip({
    'ml-1m/movies.dat': latin1(
      "1::Toy Story (1995)::Animation|Children's|Comedy\n73::Misérables, Les (1995)::Drama|Musical\n2::Jumanji (1995)::Adventure\n",
    ),
    'ml-1m/users.dat': '1::F::1::10::48067\n',
    'ml-1m/ratings.dat': '1::1::5::978300760\n1::73::4::978302109\n2::1::3::978301968\n2::2::4::978300275\n',
  });
  const { dataset } = await readArchive(bytes, 'ml-1m.zip');
  expect(dataset.movies).toEqual([
    { id: 1, title: 'Toy Story', year: 1995, genres: ['Animation', 'Children', 'Comedy'] },
    { id: 73, title: 'Les Misérables', year: 1995, genres: ['Drama', 'Musical'] },
    { id: 2, title: 'Jumanji', year: 1995, genres: ['Adventure'] },
  ]);
  const { rowStart, item, value, time } = dataset.ratings;
  expect([...rowStart]).toEqual([0, 2, 4]);
  expect([...item]).toEqual([0, 1, 0, 2]);
  expect([...value]).toEqual([5, 4, 3, 4]);
  expect([...time]).toEqual([978300760, 978302109, 978301968, 978300275]);
  expect(dataset.report.leftOut).toEqual([]);
});

it('reads MovieLens 10M: UTF-8, half stars, quotes inside titles, tags', async () => {
  const bytes = zip({
    'ml-10M100K/movies.dat':
      '1::Toy Story (1995)::Adventure|Animation\n5::"Great Performances" Cats (1998)::Musical\n7::Amélie (Fabuleux destin d\'Amélie Poulain, Le) (2001)::Comedy\n',
    'ml-10M100K/tags.dat': '1::5::stagey::1137179352\n2::5::odd::one::1137179352\n',
    'ml-10M100K/ratings.dat':
      '1::1::5::838985046\n1::5::3.5::838983525\n2::7::4::868244562\n2::5:4::868244562\n',
  });
  const { dataset, facts } = await readArchive(bytes, 'ml-10m.zip');
  expect(dataset.movies.map(({ title }) => title)).toEqual([
    'Toy Story',
    '"Great Performances" Cats',
    'Amélie',
  ]);
  expect([...dataset.ratings.value]).toEqual([5, 3.5, 4]);
  expect(dataset.report.leftOut).toMatchObject([
    { why: 'Rating rows with missing or extra columns', count: 1, examples: ['line 4: 2::5:4::868244562'] },
  ]);
  expect(facts.tags).toEqual({
    ids: [5],
    facts: [
      [
        { tag: 'stagey', count: 1 },
        { tag: 'odd::one', count: 1 },
      ],
    ],
  });
});

it('names the files of the tag genome, which are not used', async () => {
  const bytes = zip({
    'ml-25m/movies.csv': 'movieId,title,genres\n1,Toy Story (1995),Comedy\n',
    'ml-25m/ratings.csv': 'userId,movieId,rating,timestamp\n1,1,4.0,964982703\n',
    'ml-25m/genome-scores.csv': 'movieId,tagId,relevance\n1,1,0.5\n',
  });
  const { dataset } = await readArchive(bytes, 'ml-25m.zip');
  expect(dataset.report.leftOut).toEqual([
    { why: 'Files that Matinee does not use', count: 1, examples: ['genome-scores.csv'] },
  ]);
});
