import type { RatedMovie } from '../../protocol/person-messages.ts';
import type { TasteProfile } from '../../protocol/recommendation-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { stars as starTexts } from '../app/texts.ts';
import { formatGiven } from '../kit/format.ts';
import { picture as texts } from './profile-texts.ts';

/** Pixels: four by five, which feeds of pictures show whole. */
export const PICTURE = { width: 1080, height: 1350 };

const LISTED = 5;
const MARGIN = 72;
const WIDE = PICTURE.width - 2 * MARGIN;

/** What the picture says. */
export interface PictureContent {
  readonly title: string;
  readonly summary: string;
  /** Most rated first, each with its share of the ratings, 0 to 1. */
  readonly genres: readonly { readonly name: string; readonly share: number }[];
  /** `[10]` number of ratings by half star. */
  readonly histogram: readonly number[];
  readonly best: readonly { readonly title: string; readonly stars: number }[];
}

/** @param name as the person typed it; '' for none */
export function pictureContent(
  { count, mean, everyoneMean, genres, histogram }: TasteProfile,
  ratings: readonly RatedMovie[],
  name: string,
  words: Words,
): PictureContent {
  const best = [...ratings].sort((a, b) => b.stars - a.stars || b.at - a.at).slice(0, LISTED);
  return {
    title: texts.heading(name.trim(), words),
    summary: texts.summary(count, mean, everyoneMean, words),
    genres: genres.slice(0, LISTED).map(({ name, share }) => ({ name, share })),
    histogram,
    best: best.map(({ movie, stars }) => ({
      title: movie.year === null ? movie.title : `${movie.title} (${movie.year})`,
      stars,
    })),
  };
}

/** The picture in words, for those who do not see it. */
export function pictureText({ title, summary, genres, best }: PictureContent): string {
  const parts = [
    `${texts.genres}: ${genres.map(({ name, share }) => `${name} ${texts.share(share)}`).join(', ')}`,
    `${texts.best}: ${best.map(({ title, stars }) => `${title}, ${starTexts.given(stars)}`).join('; ')}`,
  ];
  return `${title}. ${summary}. ${parts.join('. ')}.`;
}

/** The colours of the theme, and its typeface. */
export interface PictureLook {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly sunken: string;
  readonly face: string;
}

/** The parts of a canvas that the picture needs. */
export type PictureCanvas = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'font' | 'textAlign' | 'fillRect' | 'fillText' | 'measureText'
>;

/** Draws the picture on a canvas of `PICTURE`'s size. */
export function drawPicture(canvas: PictureCanvas, content: PictureContent, look: PictureLook): void {
  const { title, summary, genres, histogram, best } = content;
  const write = (
    text: string,
    x: number,
    y: number,
    style: { size: number; bold?: boolean; ink: string },
  ) => {
    canvas.font = `${style.bold === true ? 700 : 450} ${style.size}px ${look.face}`;
    canvas.fillStyle = style.ink;
    canvas.fillText(text, x, y);
  };
  const heading = (text: string, y: number) =>
    write(text, MARGIN, y, { size: 30, bold: true, ink: look.ink });
  canvas.textAlign = 'left';
  canvas.fillStyle = look.ground;
  canvas.fillRect(0, 0, PICTURE.width, PICTURE.height);
  canvas.fillStyle = look.accent;
  canvas.fillRect(MARGIN, 84, 96, 10);
  canvas.font = `700 64px ${look.face}`;
  write(fitted(canvas, title, WIDE), MARGIN, 180, { size: 64, bold: true, ink: look.ink });
  canvas.font = `450 32px ${look.face}`;
  write(fitted(canvas, summary, WIDE), MARGIN, 236, { size: 32, ink: look.muted });

  heading(texts.rates, 322);
  drawHistogram(canvas, histogram, look, write);

  heading(texts.genres, 640);
  genres.forEach(({ name, share }, n) => {
    const y = 696 + n * 52;
    const widest = Math.max(...genres.map((genre) => genre.share));
    write(name, MARGIN, y, { size: 28, ink: look.ink });
    canvas.fillStyle = look.accent;
    canvas.fillRect(MARGIN + 260, y - 22, (share / widest) * (WIDE - 380), 26);
    canvas.textAlign = 'right';
    write(texts.share(share), MARGIN + WIDE, y, { size: 28, ink: look.muted });
    canvas.textAlign = 'left';
  });

  heading(texts.best, 1000);
  best.forEach(({ title, stars }, n) => {
    const y = 1054 + n * 48;
    canvas.font = `450 28px ${look.face}`;
    write(fitted(canvas, title, WIDE - 120), MARGIN, y, { size: 28, ink: look.ink });
    canvas.textAlign = 'right';
    write(`${formatGiven(stars)} ★`, MARGIN + WIDE, y, { size: 28, ink: look.accent });
    canvas.textAlign = 'left';
  });
  write(texts.footer, MARGIN, 1312, { size: 24, ink: look.muted });
}

function drawHistogram(
  canvas: PictureCanvas,
  histogram: readonly number[],
  look: PictureLook,
  write: (text: string, x: number, y: number, style: { size: number; ink: string }) => void,
): void {
  const most = Math.max(1, ...histogram);
  const step = WIDE / histogram.length;
  const [top, bottom] = [350, 530];
  canvas.textAlign = 'center';
  histogram.forEach((count, n) => {
    const x = MARGIN + n * step + 8;
    canvas.fillStyle = look.sunken;
    canvas.fillRect(x, bottom - 4, step - 16, 4);
    const height = (count / most) * (bottom - top);
    canvas.fillStyle = look.accent;
    canvas.fillRect(x, bottom - height, step - 16, height);
    write(formatGiven((n + 1) / 2), x + step / 2 - 8, bottom + 34, { size: 24, ink: look.muted });
  });
  canvas.textAlign = 'left';
}

/** The text, cut with an ellipsis where it is wider than the room. The canvas has the font already. */
function fitted(canvas: PictureCanvas, text: string, room: number): string {
  if (canvas.measureText(text).width <= room) return text;
  const characters = [...text];
  while (characters.length > 1 && canvas.measureText(`${characters.join('')}…`).width > room)
    characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
