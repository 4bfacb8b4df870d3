import type { FileMetaData, RowGroup } from 'hyparquet';
import * as v from 'valibot';
import { Problem } from '../../base/problem.ts';
import { createPause, type Pause } from '../../base/scheduling.ts';
import { readJson } from '../exports/read-json.ts';
import { readingLimits } from './reading-limits.ts';
import { tooLarge, unzipPieces } from './zip.ts';
import { readWhole, readZipDirectory, readZipDirectoryOf } from './zip-directory.ts';

/** What tools/spark/train_als.py writes: facts, and the factors of each item. */
export interface SparkFactors {
  /** The whole of factors.json; the recommender checks what it was trained with. */
  readonly facts: unknown;
  readonly rank: number;
  /** `[n]` ids of items, each once */
  readonly ids: Int32Array;
  /** `[n]` titles; absent where the job was given none */
  readonly titles?: readonly (string | null)[];
  /** `[n, rank]`, in the order of `ids` */
  readonly factors: Float32Array;
}

/** A file that was dropped or chosen; `name` may have the folders that it lies in. */
interface NamedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A file that is read piece by piece, in the form that hyparquet takes. */
interface Part {
  readonly name: string;
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** The file beside the factors. */
const FACTS = 'factors.json';
const PARQUET = '.parquet';
/** The column of the factors. */
const FEATURES = 'features';
const FORMAT = 'matinee-als-1';

/** The factors of 2 million items at rank 64 are 512 MB, which is what one array of a tab can be relied on to hold. */
const MOST_NUMBERS = 2_000_000 * 64;
const MOST_ITEMS = 2_000_000;
/** Items between two looks at the clock. */
const ITEMS = 4096;
/** Rows of Parquet that are decoded without a pause at least: those of a page of 1 MB at rank 256. */
const PIECE_ROWS = 1024;
/** Bytes of text that are decoded without a pause. */
const TEXT_BYTES = 2 ** 20;

const factsSchema = v.pipe(
  v.object({
    format: v.literal(FORMAT),
    rank: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(512)),
    itemIds: v.custom<readonly unknown[]>((ids) => Array.isArray(ids) && ids.length > 0),
    titles: v.optional(v.custom<readonly unknown[]>(Array.isArray)),
  }),
  v.check(({ itemIds, titles }) => titles === undefined || titles.length === itemIds.length),
);

/** The items of factors.json, checked one by one with pauses: there may be millions. */
async function itemsOf(
  { itemIds, titles }: v.InferOutput<typeof factsSchema>,
  pause: Pause,
): Promise<{ readonly rows: ReadonlyMap<number, number>; readonly titles?: (string | null)[] }> {
  const rows = new Map<number, number>();
  for (const [n, id] of itemIds.entries()) {
    if (n % ITEMS === 0) await pause();
    if (typeof id !== 'number' || (id | 0) !== id || rows.has(id)) throw notAsWritten('itemIds');
    const title = titles?.[n] ?? null;
    if (title !== null && typeof title !== 'string') throw notAsWritten('titles');
    rows.set(id, n);
  }
  if (titles === undefined) return { rows };
  return { rows, titles: titles.map((title) => (typeof title === 'string' ? title : null)) };
}

function notAsWritten(at: string): Problem {
  return broken(`${FACTS} is not as the job writes it (${at})`);
}

/** Whether files that were dropped together are, or hold, what the Spark job writes. */
export async function areSparkFactors(files: readonly NamedFile[]): Promise<boolean> {
  const names = files.map(({ name }) => name);
  for (const file of files) names.push(...(await namesInside(file)));
  return names.some((name) => name.endsWith(PARQUET)) && names.every((name) => !name.endsWith('ratings.csv'));
}

/**
 * Reads the folder that the Spark job writes, or a zip of it.
 * @throws Problem 'file-unknown' where a part is missing or of another kind, 'file-broken' where parts are damaged or do
 *   not belong together, 'file-too-large'; the signal's reason
 */
export async function readSparkFactors(
  files: readonly NamedFile[],
  signal?: AbortSignal,
): Promise<SparkFactors> {
  const pause = createPause(signal);
  const parts: Part[] = [];
  for (const file of files) parts.push(...(await partsOf(file, pause)));
  const facts = parts.filter(({ name }) => name === FACTS);
  if (facts.length !== 1) throw unknown(`${facts.length} files named ${FACTS} are among these`);
  const parsed = await parseJson(facts[0], pause);
  const result = v.safeParse(factsSchema, parsed, { abortEarly: true });
  if (!result.success) {
    const at = result.issues[0].path?.map(({ key }) => String(key)).join('.') ?? 'its lists';
    throw notAsWritten(at);
  }
  const { rank, itemIds } = result.output;
  if (itemIds.length * rank > MOST_NUMBERS) {
    throw new Problem(
      'file-too-large',
      `${itemIds.length.toLocaleString('en')} items at rank ${rank} are more than a tab can hold.`,
      'Train with a lower --rank, or on the items that are rated most.',
    );
  }
  const tables = parts.filter(({ name }) => name.endsWith(PARQUET));
  const { rows, titles } = await itemsOf(result.output, pause);
  const factors = await factorsOf(tables, rows, rank, pause);
  return { facts: parsed, rank, ids: Int32Array.from(rows.keys()), factors, ...(titles && { titles }) };
}

async function factorsOf(
  tables: readonly Part[],
  rows: ReadonlyMap<number, number>,
  rank: number,
  pause: Pause,
): Promise<Float32Array> {
  const factors = new Float32Array(rows.size * rank);
  const isFilled = new Uint8Array(rows.size);
  let filled = 0;
  const take = (id: unknown, features: unknown) => {
    const row = typeof id === 'number' ? rows.get(id) : undefined;
    if (row === undefined) throw broken(`item ${String(id)} is not listed in ${FACTS}`);
    if (isFilled[row] === 1) throw broken(`item ${String(id)} stands in it twice`);
    if (!Array.isArray(features) || features.length !== rank || !features.every(Number.isFinite))
      throw broken(`item ${String(id)} does not have ${rank} factors`);
    factors.set(features, row * rank);
    isFilled[row] = 1;
    filled++;
  };
  for (const table of tables) {
    for await (const piece of readPieces(table, rows.size)) {
      for (const row of piece) take(row.id, row.features);
      await pause();
    }
  }
  if (filled === rows.size) return factors;
  throw broken(`only ${filled} of the ${rows.size} items in ${FACTS} have factors; a part is missing`);
}

/**
 * The rows of a Parquet file, a few at a time: as objects, factors take four times as much memory, and the decoder does
 * not yield.
 * @param most rows that there may be
 * @throws Problem 'file-broken'
 */
async function* readPieces(table: Part, most: number) {
  const { parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  // Marks of places on Earth are no matter of factors, and the decoder's search for them hangs at damaged counts of children.
  const metadata = await orBroken(table, () => parquetMetadataAsync(table, { geoparquet: false }));
  expectColumns(table.name, metadata);
  let before = 0;
  for (const group of metadata.row_groups) {
    const ends = await orBroken(table, () => pieceEnds(table, group));
    if (before + ends[ends.length - 1] > most)
      throw broken(`${table.name} has more rows than ${FACTS} lists items`);
    let rowStart = before;
    for (const end of ends) {
      const range = { rowStart, rowEnd: before + end, useOffsetIndex: true };
      const columns = ['id', FEATURES];
      yield await orBroken(table, () => parquetReadObjects({ file: table, metadata, columns, ...range }));
      rowStart = range.rowEnd;
    }
    before = rowStart;
  }
}

/**
 * Where the pieces of a group of rows end: at pages of the factors, so that each page is decoded once. Spark writes pages
 * of 1 MB and, from version 3.2 on, where they begin; without that a group is one piece.
 * @returns numbers of rows from the beginning of the group, ascending
 */
async function pieceEnds(file: Part, group: RowGroup): Promise<number[]> {
  const { readOffsetIndex } = await import('hyparquet');
  const rows = Number(group.num_rows);
  const { offset_index_offset: at = 0, offset_index_length: length = 0 } =
    group.columns.find((column) => column.meta_data?.path_in_schema[0] === FEATURES) ?? {};
  if (length === 0) return [rows];
  const begin = Number(at);
  const view = new DataView(await file.slice(begin, begin + length));
  const ends: number[] = [];
  for (const { first_row_index } of readOffsetIndex({ view, offset: 0 }).page_locations) {
    const first = Number(first_row_index);
    if (first - (ends.at(-1) ?? 0) >= PIECE_ROWS && rows - first >= PIECE_ROWS) ends.push(first);
  }
  return [...ends, rows];
}

/** What the decoder throws as a Problem. */
async function orBroken<T>({ name }: Part, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    throw broken(`${name} cannot be read: ${thrown instanceof Error ? thrown.message : thrown}`, thrown);
  }
}

function expectColumns(name: string, { schema }: FileMetaData): void {
  const names = schema.map((column) => column.name);
  if (names.includes('id') && names.includes(FEATURES)) return;
  throw unknown(`${name} has no columns "id" and "features"`);
}

/** The files that are read, out of archives too; others, such as checksums, are passed over. */
async function partsOf({ name, content }: NamedFile, pause: Pause): Promise<Part[]> {
  const most = readingLimits.sparkBytes;
  if (content.size > most) throw tooLarge(name, most);
  const own = baseName(name);
  if (isRead(own)) {
    return [partOver(own, content.size, (start, end) => content.slice(start, end).arrayBuffer())];
  }
  if (!own.endsWith('.zip')) return [];
  const archive = await readWhole(content);
  const parts: Part[] = [];
  let total = 0;
  for (const entry of readZipDirectory(archive)) {
    if (!isRead(entry.name) || entry.path.startsWith('__MACOSX/')) continue;
    total += entry.size;
    if (total > most) throw tooLarge(name, most);
    const bytes = await unzipPieces(archive, entry, most, pause);
    parts.push(partOver(entry.name, bytes.length, async (start, end) => bytes.slice(start, end).buffer));
  }
  return parts;
}

/**
 * A part that is asked for what it has and nothing else: a damaged footer names places before the file, past its end and
 * in between two bytes, which a Blob takes for others, and at which Node ends.
 */
function partOver(
  name: string,
  byteLength: number,
  read: (start: number, end: number) => Promise<ArrayBuffer>,
): Part {
  const slice = (start: number, end = byteLength) => {
    const isInside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end;
    if (!isInside || end > byteLength)
      throw new RangeError(`bytes ${start} to ${end} of ${byteLength} are asked for`);
    return read(start, end);
  };
  return { name, byteLength, slice };
}

function isRead(name: string): boolean {
  return name === FACTS || (name.endsWith(PARQUET) && !name.startsWith('.'));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function namesInside({ name, content }: NamedFile): Promise<string[]> {
  if (!name.endsWith('.zip')) return [];
  try {
    return (await readZipDirectoryOf(content)).map((entry) => entry.name);
  } catch (thrown) {
    // A damaged archive is refused by the reader that it is meant for.
    if (thrown instanceof Problem) return [];
    throw thrown;
  }
}

async function parseJson(file: Part, pause: Pause): Promise<unknown> {
  if (file.byteLength > readingLimits.sparkFactsBytes) throw tooLarge(FACTS, readingLimits.sparkFactsBytes);
  try {
    return await readJson(await decodeText(file, pause), pause, MOST_ITEMS);
  } catch (thrown) {
    // The decoder throws a TypeError.
    if (!(thrown instanceof SyntaxError || thrown instanceof TypeError)) throw thrown;
    throw broken(`${FACTS} is no JSON`, thrown);
  }
}

async function decodeText(file: Part, pause: Pause): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (let at = 0; at < file.byteLength; at += TEXT_BYTES) {
    const piece = await file.slice(at, Math.min(at + TEXT_BYTES, file.byteLength));
    text += decoder.decode(piece, { stream: true });
    await pause();
  }
  return text + decoder.decode();
}

function unknown(what: string): Problem {
  return new Problem(
    'file-unknown',
    `This is not the whole folder that the Spark job writes: ${what}.`,
    `Drop the folder, a zip of it, or ${FACTS} together with all .parquet files of itemFactors.`,
  );
}

function broken(what: string, cause?: unknown): Problem {
  return new Problem(
    'file-broken',
    `The factors by Spark do not fit together: ${what}.`,
    'Copy the whole folder again, or run the job again with --overwrite.',
    { cause },
  );
}
