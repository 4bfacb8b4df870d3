/**
 * Signs that nobody sees and that change how the text around them is shown: marks and overrides of the writing direction,
 * joiners of words, spaces without width, soft hyphens. Joiners within words and pictures (U+200C, U+200D) stay, because
 * Persian and families of emoji need them.
 */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

/** No language puts more marks on one letter; more of them paint over the lines above and below. */
const TOO_MANY_MARKS = /(\p{M}{4})\p{M}+/gu;

/** A title or name from outside as it is shown: without invisible signs and without towers of marks on a letter. */
export function plainText(text: string): string {
  return text.replace(INVISIBLE, '').replace(TOO_MANY_MARKS, '$1');
}
