import { Problem } from '../../base/problem.ts';
import type { Pause } from '../../base/scheduling.ts';
import { readingLimits } from '../archive/reading-limits.ts';
import { tooMany } from './row-collector.ts';

/** Letters that are parsed at once: they take about 3 ms. */
const PIECE = 1 << 17;

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
/** `[` and `{`; their ends are two above them. */
const LIST = 91;
const RECORD = 123;

/**
 * Parses JSON without blocking: lists and records near the top are cut into pieces, and each piece is parsed by the engine.
 * What lies too deep in each other is refused before any of it is parsed, and so is a list with too many elements.
 * @param most elements of one list
 * @throws SyntaxError for what is no JSON, Problem 'file-too-large' beyond the limits, the reason of the pause
 */
export async function readJson(
  text: string,
  pause: Pause,
  most = readingLimits.exportRows,
): Promise<unknown> {
  const start = Math.max(0, text.search(/\S/));
  // The fields of one movie are not cut.
  const cutDepth = text.charCodeAt(start) === LIST ? 1 : 2;
  const commas = await commasIn(text, cutDepth, most, pause);
  return valueIn(text.trimEnd(), start, 0, { commas, cutDepth, pause });
}

interface Cuts {
  /** Ascending positions of the commas between elements, by how many lists and records they lie in. */
  readonly commas: readonly (readonly number[])[];
  /** What lies in fewer lists and records than this is cut into its elements. */
  readonly cutDepth: number;
  readonly pause: Pause;
}

/** Finds the commas outside of texts, and counts brackets. */
async function commasIn(text: string, cutDepth: number, most: number, pause: Pause): Promise<number[][]> {
  const commas = Array.from({ length: cutDepth + 1 }, (): number[] => []);
  /** Commas before the list or record that is open at a depth. */
  const before = new Array<number>(cutDepth + 1).fill(0);
  let depth = 0;
  let isText = false;
  let rest = 0;
  for (let at = 0; at < text.length; at++) {
    if (at >= rest) {
      rest = at + PIECE;
      await pause();
    }
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === LIST || code === RECORD) {
      if (++depth > readingLimits.jsonDepth) throw tooDeep();
      if (depth <= cutDepth) before[depth] = commas[depth].length;
    } else if (code === LIST + 2 || code === RECORD + 2) depth = Math.max(0, depth - 1);
    else if (code === COMMA && depth <= cutDepth) {
      if (commas[depth].push(at) - before[depth] >= most) throw tooMany();
    }
  }
  return commas;
}

/** The value that begins at `start` and lies in `depth` lists and records. It ends where the text ends. */
async function valueIn(text: string, start: number, depth: number, cuts: Cuts): Promise<unknown> {
  const first = text.charCodeAt(start);
  const isSmall = text.length - start <= PIECE;
  if (isSmall || depth >= cuts.cutDepth || (first !== LIST && first !== RECORD)) {
    await cuts.pause();
    checkLength(text.length - start);
    return JSON.parse(text.slice(start));
  }
  if (text.charCodeAt(text.length - 1) !== first + 2) throw new SyntaxError('a list or record does not end');
  const elements = elementsIn(text, start, depth + 1, cuts);
  return first === LIST ? listOf(text, elements, cuts.pause) : recordOf(text, elements, depth + 1, cuts);
}

type Element = readonly [start: number, end: number];

function elementsIn(text: string, start: number, depth: number, { commas }: Cuts): Element[] {
  const all = commas[depth];
  const elements: Element[] = [];
  let from = start + 1;
  for (let n = after(all, start); n < all.length && all[n] < text.length; n++) {
    elements.push([from, all[n]]);
    from = all[n] + 1;
  }
  elements.push([from, text.length - 1]);
  const isEmpty = elements.length === 1 && text.slice(from, -1).trim() === '';
  return isEmpty ? [] : elements;
}

/** Parses as many elements at once as make a piece. */
async function listOf(text: string, elements: readonly Element[], pause: Pause): Promise<unknown[]> {
  const list: unknown[] = [];
  for (let n = 0; n < elements.length; ) {
    const [from] = elements[n];
    let last = n;
    while (last + 1 < elements.length && elements[last + 1][1] - from < PIECE) last++;
    checkLength(elements[last][1] - from);
    const parsed: unknown = JSON.parse(`[${text.slice(from, elements[last][1])}]`);
    // One element each, or what stands between the commas is none.
    if (!Array.isArray(parsed) || parsed.length !== last + 1 - n)
      throw new SyntaxError('an element is missing');
    for (const one of parsed) list.push(one);
    n = last + 1;
    await pause();
  }
  return list;
}

async function recordOf(
  text: string,
  elements: readonly Element[],
  depth: number,
  cuts: Cuts,
): Promise<Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  for (const [start, end] of elements) {
    const element = text.slice(0, end).trimEnd();
    const key = KEY.exec(element.slice(start, start + LONGEST_KEY));
    if (key === null) throw new SyntaxError('a record has a value without a name');
    const name: unknown = JSON.parse(key[1]);
    entries.push([String(name), await valueIn(element, start + key[0].length, depth, cuts)]);
  }
  return Object.fromEntries(entries);
}

/** The name of a value with its colon and the blanks around them. */
const KEY = /^\s*("(?:[^"\\]|\\.)*")\s*:\s*/s;
/** Names of exports have up to thirty letters. */
const LONGEST_KEY = 10_000;

/** The index of the first position after `start`. */
function after(positions: readonly number[], start: number): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle] <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tooDeep(): Problem {
  return new Problem(
    'file-too-large',
    `The file has lists within lists, more than ${readingLimits.jsonDepth} deep, the most that Matinee reads.`,
    'No export is like that. Choose the file that the service gave you.',
  );
}

function checkLength(letters: number): void {
  const most = readingLimits.jsonElementLetters;
  if (letters <= most) return;
  throw new Problem(
    'file-too-large',
    `One entry of the file has more than ${most.toLocaleString('en')} letters, the most that Matinee reads of one.`,
    'No export is like that. Choose the file that the service gave you.',
  );
}
