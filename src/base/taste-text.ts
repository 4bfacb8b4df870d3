/**
 * A person's taste as a text that stands behind the # of an address, where no server sees it.
 *
 * The bytes: version; day of writing, as days since 2020; how many ratings the sender has; length of the name; the name in
 * UTF-8; a varint for each rating, by rising MovieLens id: `10 * (difference to the id before - 1) + half stars - 1`; CRC-32
 * of all this, the lowest byte first. Base64url makes text of them. A varint of two bytes reaches 1,638 ids far, so most
 * ratings of a person with many take two bytes.
 */
import { fromBase64url, toBase64url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { Problem } from './problem.ts';
import { VarintReader, varintLength, writeVarint } from './varint.ts';

export interface TasteRating {
  /** MovieLens id, from 0 to 2^31 - 1. */
  readonly movieId: number;
  /** Half stars, 0.5 to 5. */
  readonly rating: number;
}

/** What a text holds. */
export interface Taste {
  /** As the sender typed it; '' where they did not. */
  readonly name: string;
  /** Each movie once, by rising id. */
  readonly ratings: readonly TasteRating[];
  /** How many ratings the sender has: at least as many as there are here. */
  readonly total: number;
  /** The day of writing: its first moment in UTC, milliseconds since 1970. */
  readonly at: number;
}

const VERSION = 1;
const DAY = 86_400_000;
const EPOCH = Date.UTC(2020, 0, 1);
const LEVELS = 10;
const MOST_ID = 2 ** 31 - 1;
const CHECKSUM = 4;
/** A longer text is none of Matinee's: the longest that it writes is far below, and a browser's address may hold megabytes. */
const MOST_CHARACTERS = 20_000;
/** The longest name: characters, and bytes of UTF-8. */
export const MOST_OF_NAME = 40;
const MOST_NAME_BYTES = 48;

/** Characters that no name needs: controls, and those that turn the direction of the text around. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The name as it is sent and shown: on one line, without characters that nobody sees, cut where it is too long. */
export function cleanName(name: string): string {
  const characters = [...name.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()].slice(0, MOST_OF_NAME);
  const encoder = new TextEncoder();
  while (encoder.encode(characters.join('')).length > MOST_NAME_BYTES) characters.pop();
  return characters.join('').trim();
}

/** @throws RangeError for an id or a rating that no text can hold, and for two ratings of one movie */
export function tasteText({ name, ratings, total, at }: Taste): string {
  const bytes = headBytes(cleanName(name), total, at);
  let before = -1;
  for (const { movieId, rating } of [...ratings].sort((a, b) => a.movieId - b.movieId)) {
    const level = rating * 2 - 1;
    const fits = Number.isInteger(movieId) && movieId > before && movieId <= MOST_ID;
    if (!fits || !Number.isInteger(level) || level < 0 || level >= LEVELS)
      throw new RangeError(`no rating that a link can hold: movie ${movieId}, ${rating} stars`);
    writeVarint(bytes, LEVELS * (movieId - before - 1) + level);
    before = movieId;
  }
  const crc = crc32(Uint8Array.from(bytes));
  for (let n = 0; n < CHECKSUM; n++) bytes.push((crc >>> (8 * n)) & 255);
  return toBase64url(Uint8Array.from(bytes));
}

function headBytes(name: string, total: number, at: number): number[] {
  const bytes = [VERSION];
  writeVarint(bytes, Math.max(0, Math.floor((at - EPOCH) / DAY)));
  writeVarint(bytes, total);
  const encoded = new TextEncoder().encode(name);
  writeVarint(bytes, encoded.length);
  bytes.push(...encoded);
  return bytes;
}

/**
 * Writes as many ratings as fit.
 * @param ratings the most important first; each movie once
 * @param room the most characters
 * @returns the text, and how many of the ratings are in it
 */
export function packTaste(
  ratings: readonly TasteRating[],
  { name, at }: Pick<Taste, 'name' | 'at'>,
  room: number,
): { readonly text: string; readonly included: number } {
  const total = ratings.length;
  const head = headBytes(cleanName(name), total, at).length + CHECKSUM;
  const mostBytes = Math.floor((room * 3) / 4);
  let [fits, tooMany] = [0, total + 1];
  // One rating more never takes fewer bytes, so half of what is left can be ruled out each time.
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (head + ratingBytes(ratings.slice(0, middle)) <= mostBytes) fits = middle;
    else tooMany = middle;
  }
  return { text: tasteText({ name, ratings: ratings.slice(0, fits), total, at }), included: fits };
}

function ratingBytes(ratings: readonly TasteRating[]): number {
  const ids = ratings.map(({ movieId }) => movieId).sort((a, b) => a - b);
  // The level counts less than a step of the id, so it moves no length but at a border: the highest is assumed.
  return ids.reduce((sum, id, n) => sum + varintLength(LEVELS * (id - (ids[n - 1] ?? -1)) - 1), 0);
}

/**
 * Reads what `tasteText` wrote.
 * @throws Problem 'link-broken' for any other text, 'link-newer' for one that a newer Matinee wrote
 */
export function readTasteText(text: string): Taste {
  const bytes = text.length > MOST_CHARACTERS ? null : fromBase64url(text);
  if (bytes === null) throw foreign();
  if (bytes.length <= CHECKSUM) throw broken();
  const content = bytes.subarray(0, -CHECKSUM);
  const crc = new DataView(bytes.buffer).getUint32(content.length, true);
  if (crc !== crc32(content)) throw broken();
  if (content[0] !== VERSION) throw newer();
  const reader = new VarintReader(content.subarray(1));
  const [day, total, length] = [reader.next(), reader.next(), reader.next()];
  const name = decodedName(reader.take(length ?? Number.POSITIVE_INFINITY));
  if (day === null || total === null || name === null) throw broken();
  const ratings: TasteRating[] = [];
  let before = -1;
  while (!reader.isAtEnd) {
    const value = reader.next() ?? Number.POSITIVE_INFINITY;
    const movieId = before + 1 + Math.floor(value / LEVELS);
    if (movieId > MOST_ID) throw broken();
    ratings.push({ movieId, rating: ((value % LEVELS) + 1) / 2 });
    before = movieId;
  }
  const at = EPOCH + day * DAY;
  if (total < ratings.length || !isDate(at)) throw broken();
  return { name, ratings, total, at };
}

/** Dates in JavaScript end 100 million days after 1970. */
function isDate(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime());
}

function decodedName(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  try {
    return cleanName(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function foreign(): Problem {
  return new Problem(
    'link-broken',
    'This link holds no taste that Matinee can read.',
    'Open the link exactly as it was sent, from “https” to its last letter, or ask for a new one.',
  );
}

function broken(): Problem {
  return new Problem(
    'link-broken',
    'This link was cut short or changed on its way.',
    'Open the whole link as it was sent; some apps cut long ones. Or ask for a new one.',
  );
}

function newer(): Problem {
  return new Problem(
    'link-newer',
    'This link was made by a newer version of Matinee.',
    'Reload the page to get the newest version, then open the link again.',
  );
}
