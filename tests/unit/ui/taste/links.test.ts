import { describe, expect, it, vi } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { tasteTable } from '../../../../src/ui/taste/as-table.ts';
import { findDetector, readCode } from '../../../../src/ui/taste/scanner.ts';
import { likenessText } from '../../../../src/ui/taste/texts.ts';
import { takeFromAddress, tasteAddress, textInLink } from '../../../../src/ui/taste/url.ts';
import { device } from '../../../fixtures/visits.ts';

const movieWords = wordsOf('films');

describe('the address of a taste', () => {
  it('has all of it behind the #, and is read with or without what surrounds it', () => {
    const address = tasteAddress('AQab', 'https://matinee.example');
    expect(address).toBe('https://matinee.example/taste#AQab');
    expect(textInLink(`  ${address}\n`)).toBe('AQab');
    expect(textInLink('AQab')).toBe('AQab');
  });

  it('is emptied of it at once, and nothing else of it changes', () => {
    const replaceState = vi.fn();
    const page = (hash: string, ids: readonly string[] = []) =>
      ({
        location: { hash, pathname: '/taste', search: '?backend=cpu' },
        history: { state: { a: 1 }, replaceState },
        document: { getElementById: (id: string) => (ids.includes(id) ? {} : null) },
      }) as never;
    expect(takeFromAddress(page('#AQab'))).toBe('AQab');
    expect(replaceState).toHaveBeenCalledExactlyOnceWith({ a: 1 }, '', '/taste?backend=cpu');
    expect(takeFromAddress(page(''))).toBeNull();
    expect(takeFromAddress(page('#content', ['content']))).toBeNull();
    expect(replaceState).toHaveBeenCalledTimes(1);
  });
});

describe('taking a taste as mine', () => {
  const table = new Blob([
    tasteTable({
      at: Date.UTC(2026, 10, 29),
      ratings: [
        { movieId: 101, rating: 4.5 },
        { movieId: 102, rating: 2 },
        { movieId: 9000, rating: 3 },
      ],
    }),
  ]);

  it('is an import: reviewed, added, undone; what was rated later here stays', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 11, 24), toFake: ['Date'] });
    const visit = device().visit({}, { autoTrain: false });
    visit.handle({ type: 'rate', movieId: 102, stars: 5 });
    await visit.settled();
    visit.handle({ type: 'previewImport', files: [{ name: 'Ada.csv', content: table }] });
    const { review } = await visit.until('importPreviewed');
    expect(review.files).toEqual([{ name: 'Ada.csv', service: 'matinee' }]);
    expect(review.tallies.rating).toEqual({ fresh: 1, newer: 0, same: 0, older: 1 });
    expect(review.waiting.map(({ rows }) => rows)).toEqual([1]);
    visit.handle({ type: 'acceptImport' });
    await visit.settled();
    const stars = () =>
      visit.last('personChanged').person.ratings.map(({ movie, stars }) => [movie.id, stars]);
    expect(new Map(stars() as [number, number][])).toEqual(
      new Map([
        [102, 5],
        [101, 4.5],
      ]),
    );
    visit.handle({ type: 'undoImport' });
    await visit.settled();
    expect(stars()).toEqual([[102, 5]]);
    vi.useRealTimers();
  });
});

describe('reading a code', () => {
  class Detector {
    static formats: readonly string[] = ['qr_code', 'ean_13'];
    static found: readonly { readonly rawValue: string }[] = [];
    static getSupportedFormats = async () => Detector.formats;
    detect = async () => Detector.found;
  }

  it('needs a browser that reads QR codes', async () => {
    expect(await findDetector({})).toBeNull();
    expect(await findDetector({ BarcodeDetector: 3 })).toBeNull();
    expect(await findDetector({ BarcodeDetector: Detector })).toBeInstanceOf(Detector);
    Detector.formats = ['ean_13'];
    expect(await findDetector({ BarcodeDetector: Detector })).toBeNull();
    Detector.getSupportedFormats = () => Promise.reject(new Error('no reader below'));
    expect(await findDetector({ BarcodeDetector: Detector })).toBeNull();
  });

  it('gives its text, or says what is wrong with the picture', async () => {
    const close = vi.fn();
    vi.stubGlobal('createImageBitmap', async () => ({ close }));
    const picture = new Blob(['']);
    await expect(readCode(new Detector(), picture)).rejects.toMatchObject({ code: 'link-broken' });
    Detector.found = [{ rawValue: 'https://matinee.example/taste#AQab' }];
    await expect(readCode(new Detector(), picture)).resolves.toBe('https://matinee.example/taste#AQab');
    expect(close).toHaveBeenCalledTimes(2);
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('not decoded')));
    await expect(readCode(new Detector(), picture)).rejects.toMatchObject({ code: 'file-broken' });
    vi.unstubAllGlobals();
  });
});

describe('how alike two people are, in words', () => {
  it('goes by the correlation, and by its interval where it may be none', () => {
    const texts = [
      { correlation: 0.84, low: 0.52, high: 0.95 },
      { correlation: 0.45, low: 0.1, high: 0.7 },
      { correlation: 0.2, low: 0.05, high: 0.35 },
      { correlation: 0.5, low: -0.1, high: 0.8 },
      { correlation: -0.6, low: -0.8, high: -0.2 },
    ].map((likeness) => likenessText(likeness, movieWords));
    expect(new Set(texts).size).toBe(5);
    expect(texts[0]).toContain('very much alike');
    expect(texts[3]).toContain('chance');
    expect(texts[4]).toContain('does not');
  });
});
