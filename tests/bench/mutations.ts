/** What happens to files on their way, and what somebody may do to them on purpose. All of it is drawn from a seed. */
import type { Random } from '../../src/base/random.ts';
import { zip } from '../fixtures/archives.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Mutation = (bytes: Bytes, other: Bytes, random: Random) => Bytes;

/** Letters that mean something to one of the readers. */
const SIGNS = [
  '"',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '::',
  '|',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  '\\u0000',
  '\0',
  '<film>',
  '</film>',
  '<![CDATA[',
  '&#x110000;',
  '__proto__',
  'constructor',
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999',
  '0.1',
  'null',
  'true',
  '\u202e',
  '\u200b',
  '\ud800',
  '=1+1',
];
/** Lengths of a field that is far too long: below and above the limits of a title, a line and a row. */
const HUGE = [600, 70_000, 1_100_000] as const;

/** Each kind of change by its name. @returns other bytes; what it is given stays */
export const mutations: Readonly<Record<string, Mutation>> = {
  unchanged: (bytes) => bytes,
  truncation: (bytes, _, random) => bytes.slice(0, random.integer(bytes.length + 1)),
  'bit flips': (bytes, _, random) => {
    const flipped = bytes.slice();
    for (let n = random.integer(8) + 1; n > 0 && flipped.length > 0; n--)
      flipped[random.integer(flipped.length)] ^= 1 << random.integer(8);
    return flipped;
  },
  splice: (bytes, other, random) => {
    const [from, to] = [random.integer(bytes.length + 1), random.integer(bytes.length + 1)];
    const start = random.integer(other.length + 1);
    const part = other.slice(start, start + random.integer(2000));
    return joined(bytes.slice(0, from), part, bytes.slice(to));
  },
  signs: (bytes, _, random) => {
    let changed = bytes;
    for (let n = random.integer(6) + 1; n > 0; n--) {
      const at = random.integer(changed.length + 1);
      changed = joined(
        changed.slice(0, at),
        encode(SIGNS[random.integer(SIGNS.length)]),
        changed.slice(at + random.integer(3)),
      );
    }
    return changed;
  },
  'huge field': (bytes, _, random) => {
    const at = random.integer(bytes.length + 1);
    const sign = ['a', '9', '[', '"', ',', '\n', ' ', '<a>'][random.integer(8)];
    const field = encode(sign.repeat(HUGE[random.integer(HUGE.length)] / sign.length));
    return joined(bytes.slice(0, at), field, bytes.slice(at));
  },
  'wrong encoding': (bytes, _, random) => {
    const text = new TextDecoder().decode(bytes);
    const units = Uint16Array.from(`${random.integer(2) === 0 ? '\ufeff' : ''}${text}`, (sign) =>
      sign.charCodeAt(0),
    );
    const written = new Uint8Array(units.buffer);
    return [written, Uint8Array.from(text, (sign) => sign.charCodeAt(0)), joined(encode('\ufeff'), bytes)][
      random.integer(3)
    ];
  },
  'nested zip': (bytes, other, random) => {
    const inner = new Uint8Array(zip({ 'ratings.csv': bytes, 'inner.zip': other }));
    return random.integer(2) === 0 ? inner : new Uint8Array(zip({ 'a.zip': inner, 'b.json': other }));
  },
  'a size in a header': (bytes, _, random) => {
    const changed = bytes.slice();
    if (changed.length < 8) return changed;
    const sizes = [0, 1, 0x7fffffff, 0xffffffff, random.integer(2 ** 31)];
    // Headers lie at both ends.
    const near = Math.min(400, changed.length - 4);
    const at = random.integer(2) === 0 ? random.integer(near) : changed.length - 4 - random.integer(near);
    new DataView(changed.buffer).setUint32(at, sizes[random.integer(sizes.length)], true);
    return changed;
  },
};

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function joined(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
