import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/problem.ts';
import { createPause, macrotask } from '../../../src/base/scheduling.ts';
import { withTimeLimit } from '../../../src/base/time-limit.ts';
import { readArchive } from '../../../src/dataset/archive/read-archive.ts';
import { readExports } from '../../../src/dataset/exports/read-exports.ts';
import { archive, zip } from '../../fixtures/archives.ts';
import { EVERYONE } from '../../fixtures/exports.ts';
import { backupOfRatings, nestedJson, zipOfEntries, zipOfRows } from '../../fixtures/hostile-files.ts';

const encode = (text: string) => new TextEncoder().encode(text);

/** What a reader rejects with. */
async function problemOf(reading: Promise<unknown>): Promise<string> {
  const thrown = await reading.then(
    () => 'nothing',
    (reason: unknown) => reason,
  );
  return thrown instanceof Problem ? `${thrown.code}: ${thrown.message} ${thrown.advice}` : String(thrown);
}

async function refusalOf(name: string, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? encode(content) : content;
  const { files, refused } = await readExports([{ name, bytes }], EVERYONE);
  expect(files).toEqual([]);
  return refused.map(({ code, message }) => `${code}: ${message}`).join();
}

/** Milliseconds of processor time of this process: a clock would measure what else the machine does. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Gives up after `ms`.
 * @returns milliseconds of processor time from then until the reader was over, or of the longest step before, if that is more
 */
async function endsWithin(ms: number, read: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const giving = new AbortController();
  const reading = read(giving.signal).then(
    () => 'read',
    (thrown: unknown) => (giving.signal.aborted ? 'given up' : thrown),
  );
  let longest = 0;
  let last = processorMs();
  const watch = async () => {
    while (!giving.signal.aborted) {
      await macrotask();
      longest = Math.max(longest, processorMs() - last);
      last = processorMs();
    }
  };
  const watching = watch();
  await new Promise((resolve) => setTimeout(resolve, ms));
  giving.abort();
  const from = processorMs();
  expect(await reading).toBe('given up');
  await watching;
  // Nothing blocked before either: the message that gives up would have come as late.
  return Math.max(longest, processorMs() - from);
}

describe('what is read at most', () => {
  it('a data set: files of a zip, how much it unpacks to, ratings of one user, letters of a row', async () => {
    expect(await problemOf(readArchive(zipOfEntries(100_000), 'a.zip'))).toMatch(
      /file-too-large: The archive lists .* files, and Matinee reads archives of at most 20,000. Zip only/,
    );
    expect(await problemOf(readArchive(zipOfRows('1,1,4.0,964982703\n', 2_000_000), 'a.zip'))).toMatch(
      /file-too-large: ratings.csv would unpack to \d+ times its size, and Matinee unpacks to at most 200/,
    );
    const busy = archive(
      undefined,
      `userId,movieId,rating,timestamp\n${'1,1,4.0,964982703\n'.repeat(500_001)}`,
    );
    expect(await problemOf(readArchive(busy, 'a.zip'))).toMatch(
      /file-too-large: User 1 has more than 500,000 ratings/,
    );
    const endless = archive(`movieId,title,genres\n1,"${'a'.repeat(1_000_001)}`);
    expect(await problemOf(readArchive(endless, 'a.zip'))).toMatch(
      /file-too-large: Line 2 of the file has more than 1,000,000 letters/,
    );
  });

  it('rows that are blank or of no use count, too', async () => {
    const limits = { entries: 10, movies: 1e6, ratings: 1e9, facts: 1e6, rows: 1000 };
    const rows = `userId,movieId,rating,timestamp\n${'x\n'.repeat(1001)}`;
    expect(await problemOf(readArchive(archive(undefined, rows), 'a.zip', { limits }))).toMatch(
      /more than 1,000 ratings/,
    );
  });

  it('an export: rows, depth of JSON, letters of one entry, files of a zip', async () => {
    expect(await refusalOf('b.json', backupOfRatings(200_001))).toBe(
      'file-too-large: The file has more than 200,000 rows, the most that Matinee reads of one person.',
    );
    expect(await refusalOf('b.json', nestedJson(100_000))).toBe(
      'file-too-large: The file has lists within lists, more than 64 deep, the most that Matinee reads.',
    );
    expect(await refusalOf('b.json', `[{"rated_at":"${'a'.repeat(9_000_000)}"}]`)).toMatch(
      /file-too-large: One entry of the file has more than 8,000,000 letters/,
    );
    expect(await refusalOf('a.zip', zipOfEntries(25_000))).toMatch(
      /file-too-large: The archive lists 25,000 files/,
    );
  });

  it('several files of one person together have no more rows than one', async () => {
    const half = encode(backupOfRatings(110_000));
    const files = ['a.json', 'b.json'].map((name) => ({ name, bytes: half }));
    expect(await problemOf(readExports(files, EVERYONE))).toMatch(/more than 200,000 rows/);
    const both = zip({ 'a.json': half, 'b.json': half });
    expect(await refusalOf('a.zip', both)).toMatch(/more than 200,000 rows/);
  });
});

it('giving up ends every reader within 200 ms of processor time, and none of them blocks for as long', async () => {
  const rows = (count: number, row: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => row(n)).join('\n');
  const movies = `movieId,title,genres\n${rows(400_000, (n) => `${n + 1},Film ${n} (1990),Drama`)}`;
  const ratings = `userId,movieId,rating,timestamp\n${rows(3_000_000, (n) => `${(n * 7919) % 900_001},${(n % 30) + 1},4.0,964982703`)}`;
  const table = `Date,Name,Year,Letterboxd URI,Rating\n${rows(190_000, (n) => `2020-01-01,"Film ""${n}""",1990,u,4`)}`;
  const xml = `<films>${rows(190_000, (n) => `<film><filmname>F${n}</filmname><rating>50</rating></film>`)}</films>`;
  const many = zip(
    Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`${n}.csv`, table.slice(0, 200)])),
  );
  const own = (name: string, bytes: Uint8Array) => (signal: AbortSignal) =>
    readExports([{ name, bytes }], EVERYONE, signal);
  const cases: readonly (readonly [string, number, (signal: AbortSignal) => Promise<unknown>])[] = [
    ['movies', 150, (signal) => readArchive(archive(movies), 'a.zip', { signal })],
    ['ratings', 300, (signal) => readArchive(archive(movies, ratings), 'a.zip', { signal })],
    ['a back-up', 100, own('b.json', encode(backupOfRatings(199_000)))],
    ['a table', 100, own('a.csv', encode(table))],
    ['XML', 100, own('a.xml', encode(xml))],
    ['a zip of many files', 300, own('a.zip', many)],
  ];
  for (const [what, ms, read] of cases) expect(await endsWithin(ms, read), what).toBeLessThan(200);
}, 120_000);

it('work that takes too long ends with its own problem, and other work is left alone', async () => {
  const endless = async (signal: AbortSignal) => {
    const pause = createPause(signal);
    for (;;) await pause();
  };
  const late = () => new Problem('file-too-large', 'It takes too long.', 'Take less.');
  await expect(withTimeLimit(50, late, undefined, endless)).rejects.toThrow('It takes too long.');
  await expect(withTimeLimit(50_000, late, AbortSignal.abort(new Error('mine')), endless)).rejects.toThrow(
    'mine',
  );
  expect(await withTimeLimit(50, late, undefined, async () => 5)).toBe(5);
});
