/** The only source of randomness. It is seeded, so every run can be repeated. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** Shuffles in place (Fisher-Yates) and returns its argument. */
  shuffle<T extends Int32Array | unknown[]>(values: T): T;
  /** The current position in the stream. */
  state(): RandomState;
  /** Continues from a saved position. */
  restore(state: RandomState): void;
}

/** A position in the stream, as plain numbers that can be stored. */
export interface RandomState {
  readonly word: number;
  /** The second normal of the last Box-Muller pair, null if it was already returned. */
  readonly spare: number | null;
}

/**
 * mulberry32 (32 bits of state, period 2^32) with Box-Muller normals.
 * @param seed any integer; equal seeds give equal streams on every machine
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  let spare: number | null = null;

  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };

  const normal = () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  const integer = (bound: number) => Math.floor(uniform() * bound);

  const shuffle = <T extends Int32Array | unknown[]>(values: T): T => {
    for (let i = values.length - 1; i > 0; i--) {
      const j = integer(i + 1);
      const held = values[i];
      values[i] = values[j] as never;
      values[j] = held as never;
    }
    return values;
  };

  return {
    uniform,
    normal,
    integer,
    shuffle,
    state: () => ({ word: state, spare }),
    restore(from) {
      state = from.word >>> 0;
      spare = from.spare;
    },
  };
}
