import { existsSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { readArchive } from '../../src/dataset/archive/read-archive.ts';
import type { Ratings } from '../../src/dataset/dataset.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { splitRatings } from '../../src/evaluation/splits.ts';
import type { UserAttributes } from '../../src/training/trainer.ts';
import type { Columns } from '../harness/columns.ts';
import type { Fold } from '../harness/fold.ts';
import { readDataset } from '../tools/read-dataset.ts';

/** Of ml-100k, whose user ids run without a gap from 1. */
const users = 943;
/** Lower bounds of the age groups in MovieLens's later data sets. */
const ages = [18, 25, 35, 45, 50, 56];

/** The five folds of GroupLens for MovieLens 100K (u1..u5, base and test); null where there is no zip. */
export async function readFolds(zipPath: string): Promise<Fold[] | null> {
  if (!existsSync(zipPath)) return null;
  const bytes = readFileSync(zipPath);
  const { dataset } = await readArchive(new Uint8Array(bytes), zipPath);
  const { movies, genres } = dataset;
  const itemOf = new Map(movies.map(({ id }, i) => [id, i]));
  const files = unzipSync(bytes, { filter: ({ name }) => /u[1-5]\.(base|test)$|u\.user$/.test(name) });
  const lines = (name: string) => {
    const path = Object.keys(files).find((key) => key.endsWith(`/${name}`));
    if (path === undefined) throw new Error(`${zipPath} holds no ${name}; it is not ml-100k.`);
    return strFromU8(files[path], true).trim().split('\n');
  };
  const part = (name: string): Columns => ({
    ...columnsOf(lines(name), '\t', (user, item) => [user - 1, itemOf.get(item) ?? -1]),
    users,
    items: movies.length,
  });
  const userAttributes = attributesOf(lines('u.user'));
  return [1, 2, 3, 4, 5].map((n) => ({
    base: part(`u${n}.base`),
    test: part(`u${n}.test`),
    movies,
    genres,
    userAttributes,
    statistics: null,
  }));
}

/** Whether a zip holds folds made by its authors, as ml-100k does. */
export function hasFolds(zipPath: string): boolean {
  let found = false;
  unzipSync(readFileSync(zipPath), {
    filter: ({ name }) => {
      found ||= name.endsWith('/u1.base');
      return false;
    },
  });
  return found;
}

/** Splits of a data set into random nine tenths and one tenth, which its statistics do not know; one for each seed. */
export async function randomFolds(zipPath: string, seeds: readonly number[]): Promise<Fold[]> {
  const dataset = await readDataset(zipPath);
  const { movies, genres, ratings } = dataset;
  return seeds.map((seed) => {
    const { train, validation, test } = splitRatings(ratings, 'random', seed);
    const base = joined(plainColumns(train), plainColumns(validation));
    const { statistics } = trainedOn(dataset, train, test);
    return {
      base,
      test: plainColumns(test),
      movies,
      genres,
      userAttributes: null,
      statistics:
        statistics === undefined ? null : { count: [...statistics.count], mean: [...statistics.mean] },
    };
  });
}

function plainColumns({ users, items, rowStart, item, value, time }: Ratings): Columns {
  const user: number[] = [];
  for (let u = 0; u < users; u++) for (let n = rowStart[u]; n < rowStart[u + 1]; n++) user.push(u);
  return { users, items, user, item: [...item], value: [...value], time: [...time] };
}

function joined(a: Columns, b: Columns): Columns {
  return {
    users: a.users,
    items: a.items,
    user: [...a.user, ...b.user],
    item: [...a.item, ...b.item],
    value: [...a.value, ...b.value],
    time: [...a.time, ...b.time],
  };
}

/** Age group, gender and occupation of each user, from `id|age|gender|occupation|zip code`. */
function attributesOf(lines: readonly string[]): UserAttributes {
  const columns = new Map<string, number>();
  const column = (name: string) => {
    const known = columns.get(name) ?? columns.size;
    columns.set(name, known);
    return known;
  };
  const of = lines.map((line) => {
    const [, age, gender, occupation] = line.split('|');
    const group = ages.filter((bound) => Number(age) >= bound).length;
    return [column(`age ${group}`), column(gender), column(occupation)];
  });
  return { columns: columns.size, of };
}

/** The built-in ratings, with users and movies numbered in the order of their appearance. */
export function readBuiltIn(zipPath: string): Columns {
  const files = unzipSync(readFileSync(zipPath), { filter: ({ name }) => name.endsWith('ratings.csv') });
  const lines = strFromU8(Object.values(files)[0]).trim().split('\n').slice(1);
  const number = (seen: Map<number, number>, id: number) => {
    const known = seen.get(id) ?? seen.size;
    seen.set(id, known);
    return known;
  };
  const [seenUsers, seenItems] = [new Map<number, number>(), new Map<number, number>()];
  const columns = columnsOf(lines, ',', (user, item) => [number(seenUsers, user), number(seenItems, item)]);
  return { ...columns, users: seenUsers.size, items: seenItems.size };
}

function columnsOf(
  lines: readonly string[],
  separator: string,
  indices: (user: number, item: number) => [number, number],
): Pick<Columns, 'user' | 'item' | 'value' | 'time'> {
  const [user, item, value, time]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const line of lines) {
    const fields = line.split(separator).map(Number);
    const [u, i] = indices(fields[0], fields[1]);
    user.push(u);
    item.push(i);
    value.push(fields[2]);
    time.push(fields[3]);
  }
  return { user, item, value, time };
}
