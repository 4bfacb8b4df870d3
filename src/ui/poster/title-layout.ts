/** Lays out the title of a poster: lines break between words, and the size is the largest that fits. */
export type Face = 'sans' | 'caps' | 'serif';

export interface SetTitle {
  readonly face: Face;
  readonly size: number;
  readonly lines: readonly string[];
}

export const LINE_HEIGHT = 1.1;
const SIZES = [36, 32, 28, 25, 22, 19.5, 17, 15, 13.5];
const MAX_WIDTH = 170;
const MAX_HEIGHT = 92;

/** Widths of letters in em, rather too wide than too narrow: fonts differ between machines, and a title must fit. */
const NARROW = 0.36;
const WIDE = 1.02;
const FACES: Record<Face, { readonly lower: number; readonly upper: number; readonly spacing: number }> = {
  sans: { lower: 0.635, upper: 0.77, spacing: -0.02 },
  caps: { lower: 0.77, upper: 0.77, spacing: 0.04 },
  serif: { lower: 0.62, upper: 0.81, spacing: 0 },
};

/** Widths of letters that titles had so far: a title is tried in many sizes, and its letters are those of other titles. */
const known: Record<Face, Map<string, number>> = { sans: new Map(), caps: new Map(), serif: new Map() };

/** The estimated width of a text in em. */
export function widthOf(text: string, face: Face): number {
  const widths = known[face];
  const { spacing } = FACES[face];
  let width = 0;
  for (const char of text) {
    let letter = widths.get(char);
    if (letter === undefined) {
      letter = letterWidth(char, face);
      widths.set(char, letter);
    }
    width += letter;
    width += spacing;
  }
  return width;
}

function letterWidth(char: string, face: Face): number {
  const { lower, upper } = FACES[face];
  if (/[\s.,:;'’!|]/.test(char)) return 0.32;
  if (/[MWmw@%&—…]/.test(char)) return WIDE;
  if (face !== 'caps' && /[iljftrI()[\]-]/.test(char)) return face === 'serif' ? NARROW + 0.1 : NARROW + 0.06;
  if (face === 'caps' && /[iI()[\]-]/.test(char)) return NARROW + 0.06;
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(char)) return WIDE;
  return /[a-zß-ÿ]/.test(char) ? lower : upper;
}

/** The title in the largest size that fits. What does not fit in the smallest size is cut, with an ellipsis. */
export function setTitle(title: string, face: Face): SetTitle {
  for (const size of SIZES) {
    const limit = MAX_WIDTH / size;
    const words = title.split(/\s+/);
    if (words.some((word) => widthOf(word, face) > limit)) continue;
    const lines = wrap(words, face, limit);
    if (lines.length * size * LINE_HEIGHT <= MAX_HEIGHT) return { face, size, lines };
  }
  const size = SIZES.at(-1) ?? 13;
  const limit = MAX_WIDTH / size;
  const most = Math.floor(MAX_HEIGHT / (size * LINE_HEIGHT));
  const words = title.split(/\s+/).flatMap((word) => broken(word, face, limit));
  const lines = wrap(words, face, limit);
  if (lines.length <= most) return { face, size, lines };
  const shown = lines.slice(0, most);
  let last = `${shown[most - 1] ?? ''}…`;
  while (widthOf(last, face) > limit) last = `${last.slice(0, -2)}…`;
  return { face, size, lines: [...shown.slice(0, -1), last] };
}

function wrap(words: readonly string[], face: Face, limit: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer, face) <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Splits a word that is too long for a line into pieces that fit, with hyphens. */
function broken(word: string, face: Face, limit: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const char of word) {
    if (piece !== '' && widthOf(`${piece}${char}-`, face) > limit) {
      pieces.push(`${piece}-`);
      piece = '';
    }
    piece += char;
  }
  return [...pieces, piece];
}
