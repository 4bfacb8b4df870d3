/** How sure a prediction is, in words. */
import type { Certainty } from '../worker/protocol.ts';
import { halfStarsWithin } from './certainty.ts';
import { formatError } from './format.ts';

export const certainty = {
  title: 'How sure is that?',
  /** Beside the stars of a card. */
  mark: 'guess',
  spoken: 'but that is a guess',
  spread: (stars: number) =>
    `Standard deviation of the expected rating over the model’s draws: ${formatError(stars)} stars`,
};

/** What the models that fit the ratings say about this film: alike, or not. */
export const levelTexts: Record<Certainty['level'], { readonly name: string; readonly text: string }> = {
  sure: {
    name: 'Fairly sure',
    text: 'enough is known of this film and of your taste. What is left is mood: people do not rate alike every day.',
  },
  fair: {
    name: 'Some doubt',
    text: 'several explanations of the ratings fit equally well, and they differ a little on this film.',
  },
  guess: {
    name: 'A guess',
    text: 'too little is known of this film or of your taste for it. Each rating you give helps.',
  },
};

const HALF = '½';

/** "3½ stars", "1 star", "½ a star". */
function starsInWords(n: number): string {
  if (n === 0.5) return 'half a star';
  return `${inHalves(n)} ${n === 1 ? 'star' : 'stars'}`;
}

function inHalves(n: number): string {
  const whole = Math.floor(n);
  return `${whole > 0 ? whole : ''}${n > whole ? HALF : ''}`;
}

/** "Eight times in ten you would give it 3 to 4½ stars." */
export function rangeText({ low, high }: Certainty): string {
  const { from, to } = halfStarsWithin(low, high);
  const what =
    from === to
      ? starsInWords(from)
      : from === 0.5 && to === 5
        ? 'anything from half a star to five'
        : `${from === 0.5 ? 'half a star' : inHalves(from)} to ${starsInWords(to)}`;
  return `Eight times in ten you would give it ${what}.`;
}
