import { describe, expect, it } from 'vitest';
import { createPause } from '../../../../src/base/scheduling.ts';
import { readJson } from '../../../../src/dataset/exports/read-json.ts';
import { fc } from '../../../fixtures/property.ts';

const pause = createPause();

/** Long enough that lists and records are cut into pieces. */
const long = (value: unknown) => `${JSON.stringify(value)}${' '.repeat(1 << 17)}`;

describe('JSON that is parsed in pieces', () => {
  it('gives what JSON.parse gives', async () => {
    const rows = fc.array(fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())));
    const value = fc.oneof(
      rows,
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(rows, fc.jsonValue())),
    );
    await fc.assert(
      fc.asyncProperty(value, async (written) => {
        const filler = 'x"],[{'.repeat(30_000);
        const text = JSON.stringify(Array.isArray(written) ? [filler, ...written] : { filler, written });
        expect(JSON.stringify(await readJson(text, pause))).toBe(JSON.stringify(JSON.parse(text)));
        expect(JSON.stringify(await readJson(JSON.stringify(written, null, 2), pause))).toBe(
          JSON.stringify(JSON.parse(JSON.stringify(written))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what JSON.parse refuses', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => ({ n }));
    const texts = [JSON.stringify(rows), JSON.stringify({ a: 1, films: rows, b: { c: rows } })];
    const at = fc.tuple(
      fc.constantFrom(...texts),
      fc.nat({ max: 400_000 }),
      fc.constantFrom('', ',', ']', '}', '[', '"', ':', '{'),
    );
    await fc.assert(
      fc.asyncProperty(at, async ([text, place, sign]) => {
        const spoilt = `${text.slice(0, place % text.length)}${sign}${text.slice((place % text.length) + 1)}`;
        const expected = outcome(() => JSON.parse(spoilt));
        expect(await outcomeOf(readJson(spoilt, pause))).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('reads empty lists and records with much room in them', async () => {
    const room = ' '.repeat(200_000);
    expect(await readJson(`[${room}]`, pause)).toEqual([]);
    expect(await readJson(`{${room}}`, pause)).toEqual({});
    expect(await readJson(long({ films: [] }), pause)).toEqual({ films: [] });
  });
});

function outcome(parse: () => unknown): string {
  try {
    return JSON.stringify(parse());
  } catch {
    return 'refused';
  }
}

async function outcomeOf(parsing: Promise<unknown>): Promise<string> {
  return parsing.then(
    (value) => JSON.stringify(value),
    () => 'refused',
  );
}
