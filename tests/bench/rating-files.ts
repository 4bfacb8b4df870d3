import { existsSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Columns } from '../harness/columns.ts';
import type { Fold } from '../harness/fold.ts';

/** Of ml-100k, whose ids run without a gap from 1. */
const users = 943;
const items = 1682;

/** The five folds that GroupLens made of MovieLens 100K (u1..u5, base and test), null where the zip is not there. */
export function readFolds(zipPath: string): Fold[] | null {
  if (!existsSync(zipPath)) return null;
  const files = unzipSync(readFileSync(zipPath), { filter: ({ name }) => /u[1-5]\.(base|test)$/.test(name) });
  const part = (name: string): Columns => {
    const path = Object.keys(files).find((key) => key.endsWith(`/${name}`));
    if (path === undefined) throw new Error(`${zipPath} holds no ${name}; it is not ml-100k.`);
    return columnsOf(strFromU8(files[path]).trim().split('\n'), '\t', (user, item) => [user - 1, item - 1]);
  };
  return [1, 2, 3, 4, 5].map((n) => ({ base: part(`u${n}.base`), test: part(`u${n}.test`) }));
}

/** The ratings that come with the app, with users and movies numbered as they appear. */
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
): Columns {
  const [user, item, value]: [number[], number[], number[]] = [[], [], []];
  for (const line of lines) {
    const fields = line.split(separator).map(Number);
    const [u, i] = indices(fields[0], fields[1]);
    user.push(u);
    item.push(i);
    value.push(fields[2]);
  }
  return { users, items, user, item, value };
}
