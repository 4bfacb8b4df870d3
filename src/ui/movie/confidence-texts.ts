/** Texts about how certain a prediction is. */
import type { PredictionConfidence } from '../../protocol/movie-card.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatError } from '../kit/format.ts';

export const confidence = {
  title: 'How sure is that?',
  spread: (stars: number) =>
    `Standard deviation of the expected rating over the model’s draws: ${formatError(stars)} stars`,
};

export const levelNames: Record<PredictionConfidence['level'], string> = {
  sure: 'Fairly sure',
  fair: 'Some doubt',
  guess: 'A guess',
};

/**
 * Below these counts the text names few ratings as the reason. On the built-in data, a newcomer with 20 ratings sees a
 * guess in one of seven predictions, with five ratings in more than half; movies with fewer than ten ratings get 1.5
 * times as many guesses.
 */
const FEW_OF_YOURS = 20;
const FEW_OF_THE_MOVIE = 10;

/** Explains the confidence of a prediction by the person's and the movie's numbers of ratings. */
export function whyText(
  level: PredictionConfidence['level'],
  yours: number,
  ofMovie: number,
  words: Words,
): string {
  if (level === 'sure')
    return `enough is known about this ${words.one} and your taste. What is left is mood: people rate a little differently every day.`;
  const reasons = [
    ...(yours < FEW_OF_YOURS ? [fewOfYours(yours, words)] : []),
    ...(ofMovie < FEW_OF_THE_MOVIE ? [fewOfTheMovie(ofMovie)] : []),
  ];
  if (reasons.length > 0)
    return `${reasons.join(', and ')}.${yours < FEW_OF_YOURS ? ' Each rating you give helps.' : ''}`;
  return level === 'guess'
    ? `what you have rated says little about a ${words.one} like this one.`
    : `several explanations of the ratings fit equally well, and they differ a little on this ${words.one}.`;
}

function fewOfYours(n: number, { one, many }: Words): string {
  return n === 0 ? `you have not rated a ${one} yet` : `you have rated only ${plural(n, one, many)} so far`;
}

function fewOfTheMovie(n: number): string {
  return n === 0
    ? 'nobody in this data set has rated this one'
    : `only ${plural(n, 'person', 'people')} in this data set rated this one`;
}

const HALF = '½';

/** "3½ stars", "1 star", "half a star". */
function starsInWords(n: number): string {
  if (n === 0.5) return 'half a star';
  return `${inHalves(n)} ${n === 1 ? 'star' : 'stars'}`;
}

function inHalves(n: number): string {
  const whole = Math.floor(n);
  return `${whole > 0 ? formatCount(whole) : ''}${n > whole ? HALF : ''}`;
}

/** "Nine times in ten you would give it 3 to 4½ stars.": rounded outward, an interval of 80 % covers 91 to 95 %. */
export function rangeText({ low, high }: PredictionConfidence): string {
  const { from, to } = halfStarsAround(low, high);
  const what =
    from === to
      ? starsInWords(from)
      : from === 0.5 && to === 5
        ? 'anything from half a star to five'
        : `${from === 0.5 ? 'half a star' : inHalves(from)} to ${starsInWords(to)}`;
  return `Nine times in ten you would give it ${what}.`;
}

/**
 * Rounds an interval outward to half stars, because the text says nine times in ten and must cover the whole interval.
 * On the built-in data, a newcomer's own rating lies within the rounded interval about nine times in ten.
 */
export function halfStarsAround(low: number, high: number): { readonly from: number; readonly to: number } {
  return { from: Math.max(0.5, Math.floor(low * 2) / 2), to: Math.min(5, Math.ceil(high * 2) / 2) };
}
