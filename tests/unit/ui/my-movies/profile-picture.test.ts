import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import {
  drawPicture,
  PICTURE,
  type PictureCanvas,
  pictureContent,
  pictureText,
} from '../../../../src/ui/my-movies/profile-picture.ts';
import { movie } from '../../../fixtures/movies.ts';

const movieWords = wordsOf('films');

const slice = (name: string, share: number) => ({
  name,
  count: 10,
  share,
  everyoneShare: 0.1,
  mean: 4,
  everyoneMean: 3.5,
});
const profile = {
  count: 12,
  mean: 3.94,
  everyoneMean: 3.5,
  histogram: [0, 0, 1, 0, 0, 2, 0, 4, 0, 5],
  everyoneHistogram: new Array<number>(10).fill(0.1),
  genres: ['Drama', 'Crime', 'Comedy', 'Horror', 'War', 'Western'].map((name, n) =>
    slice(name, 0.6 - n / 10),
  ),
  decades: [],
  agreement: null,
  above: [],
  below: [],
};
const ratings = Array.from({ length: 8 }, (_, n) => ({
  movie: movie(n, { title: n === 0 ? 'A very long title '.repeat(8) : `Film ${n}`, year: 1990 + n }),
  stars: n < 2 ? 5 : 4.5 - n / 2,
  at: n,
}));

const look = {
  ground: '#111',
  ink: '#eee',
  muted: '#aaa',
  accent: '#f80',
  sunken: '#333',
  face: 'sans-serif',
};

/** Notes what is drawn; a character is half as wide as it is high. */
function recordingCanvas() {
  const texts: { readonly text: string; readonly x: number; readonly y: number; readonly right: number }[] =
    [];
  const boxes: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[] =
    [];
  const widthOf = (text: string, font: string) => text.length * 0.5 * Number(/(\d+)px/.exec(font)?.[1]);
  const canvas: PictureCanvas = {
    fillStyle: '',
    font: '',
    textAlign: 'left',
    fillRect: (x, y, width, height) => boxes.push({ x, y, width, height }),
    measureText: (text) => ({ width: widthOf(text, canvas.font) }) as TextMetrics,
    fillText(text, x, y) {
      const left = {
        left: x,
        center: x - widthOf(text, canvas.font) / 2,
        right: x - widthOf(text, canvas.font),
      };
      const from = left[canvas.textAlign as keyof typeof left];
      texts.push({ text, x: from, y, right: from + widthOf(text, canvas.font) });
    },
  };
  return { canvas, texts, boxes };
}

describe('the taste profile as a picture', () => {
  it('says whose it is, the most seen genres and the best rated movies, newest first among equals', () => {
    const content = pictureContent(profile, ratings, ' Ada ', movieWords);
    expect(content.title).toBe('Ada’s taste in films');
    expect(content.genres.map(({ name }) => name)).toEqual(['Drama', 'Crime', 'Comedy', 'Horror', 'War']);
    expect(content.best.map(({ title, stars }) => [title.slice(0, 13), stars])).toEqual([
      ['Film 1 (1991)', 5],
      ['A very long t', 5],
      ['Film 2 (1992)', 3.5],
      ['Film 3 (1993)', 3],
      ['Film 4 (1994)', 2.5],
    ]);
    expect(pictureContent(profile, ratings, '', movieWords).title).toBe('My taste in films');
    const text = pictureText(content);
    expect(text).toContain('12 films rated · 3.9 ★ on average · everyone: 3.5 ★');
    expect(text).toContain('Drama 60%');
    expect(text).toContain('Film 1 (1991), 5 stars');
  });

  it('is drawn within its edges, with long titles cut', () => {
    const { canvas, texts, boxes } = recordingCanvas();
    drawPicture(canvas, pictureContent(profile, ratings, 'x'.repeat(40), movieWords), look);
    expect(texts.some(({ text }) => text.startsWith('A very long title') && text.endsWith('…'))).toBe(true);
    for (const { x, right, y } of texts) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(PICTURE.width);
      expect(y).toBeLessThan(PICTURE.height);
    }
    for (const { x, y, width, height } of boxes) {
      expect(x + width).toBeLessThanOrEqual(PICTURE.width);
      expect(y + height).toBeLessThanOrEqual(PICTURE.height);
    }
  });

  it('has bars as high as the stars were given often', () => {
    const { canvas, boxes } = recordingCanvas();
    drawPicture(canvas, pictureContent(profile, ratings, '', movieWords), look);
    const bars = boxes
      .filter(({ y, height }) => y + height === 530 && height !== 4)
      .map(({ height }) => height);
    expect(bars).toEqual([0, 0, 36, 0, 0, 72, 0, 144, 0, 180]);
  });
});
