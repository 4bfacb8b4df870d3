/** Texts that explain a recommendation and the list without a rating. */

import type { PlacedMovie, Standing, Term } from '../../protocol/explanation-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural, stars } from '../app/texts.ts';
import { formatCount, formatErrorExactly, formatNames, formatShare, formatStars } from '../kit/format.ts';

export const why = {
  title: (title: string) => `Why ${title}?`,
  titleRated: (title: string) => `What did ${title} change?`,
  given: (n: number) => `You gave it ${stars.given(n)}`,
  close: 'Close',
  place: (place: number, of: number, { many }: Words) =>
    `Place ${formatCount(place)} of ${formatCount(of)} ${many}`,
  unlisted: 'You rated it, put it aside or filtered it out, so it is not in your list',
  expected: (n: number) => `${formatStars(n)} stars expected`,
  moved: (shown: number, place: number, { many }: Words) =>
    `It is at place ${formatCount(shown)} on the page, because ${many} you are looking at do not move by themselves. By score it is now at place ${formatCount(place)}.`,
  noComponents: ({ name, term, description }: { name: string; term: string; description: string }) =>
    `Your list is ranked by “${name}” (${term}): ${description} It does not add up components, so its order cannot be taken apart further.`,
  components: 'What speaks for it',
  componentsHint: 'Zero is the average film. Open a line to see what is behind it.',
  ratings: 'What your ratings do',
  ratingsHint:
    'How much each of them raises or lowers this film compared with the average film, over all the lines above.',
  noRatings: 'You have not rated a film yet, so nothing here is based on your ratings.',
  rest: 'Not from your ratings',
  adjustments: 'Your sliders',
  chosen: 'Variety and genre balance then choose among the best films, so its place is not by score alone.',
  others: (n: number) => plural(n, 'other rating together', 'other ratings together'),
  score: 'Score',
  scoreHint:
    'A weighted sum of z-scores: each line in standard deviations above the average film, times its weight.',
  movie: 'Film',
  reason: 'Reason',
  adds: 'Adds',
  exact: 'Numbers are rounded; the sums are exact.',
  share: (share: number) => `${formatShare(share)} of everything that counts for or against it`,
  whatIf: 'What if I had not?',
  whatIfOf: (title: string) => `What if I had not rated ${title}?`,
};

const roles = { director: 'direction', cast: 'cast' } as const;

/** How a term is written in a list where others stand beside it. */
const kinds: Record<Exclude<Term['group'], 'people'>, (label: string) => string> = {
  genres: (label) => label,
  words: (label) => `“${label}”`,
  tags: (label) => `#${label}`,
};

export const terms = {
  base: 'Before your ratings count',
  baseHint: 'The average rating, how everyone rates this film, and what your genres add',
  cut: 'Clipped to the scale of stars',
  term: ({ group, label, role }: Term) =>
    group === 'people' ? `${label} (${roles[role ?? 'cast']})` : kinds[group](label),
  otherTerms: (n: number) => plural(n, 'other of these together', 'others of these together'),
  ofTerm: (profile: number, movie: number, { one }: Words) =>
    `${formatErrorExactly(profile)} in your taste times ${formatErrorExactly(movie)} in this ${one}`,
  popular: (n: number) =>
    n === 0
      ? 'Nobody in this data set has rated it.'
      : `${plural(n, 'person', 'people')} in this data set rated it.`,
  noneShared: 'It shares nothing of this with your taste.',
};

export const compared = {
  working: 'Computing …',
  caption: 'Your ten best, with this rating and without it',
  place: 'Place',
  withIt: 'With it',
  withoutIt: 'Without it',
  enters: (from: number) => `was ${formatCount(from)}`,
  leaves: (to: number) => `falls to ${formatCount(to)}`,
  unrated: 'rated now',
};

/** "Without your 5 stars for Heat it would be at place 7 instead of 3, with 4.0 expected stars instead of 4.2." */
export function followedText(title: string, given: number, withIt: Standing, withoutIt: Standing): string {
  const start = `Without your ${stars.given(given)} for ${title}`;
  const place = placeText(withIt.place, withoutIt.place);
  return `${start} ${place}${starsText(withIt.stars, withoutIt.stars)}.`;
}

function placeText(withIt: number | null, withoutIt: number | null): string {
  if (withoutIt === null) return 'it would still not be in your list';
  if (withIt === null) return `it would be at place ${formatCount(withoutIt)}`;
  return withIt === withoutIt
    ? `it would stay at place ${formatCount(withIt)}`
    : `it would be at place ${formatCount(withoutIt)} instead of ${formatCount(withIt)}`;
}

function starsText(withIt: number | null, withoutIt: number | null): string {
  if (withIt === null || withoutIt === null) return '';
  const [before, after] = [formatStars(withIt), formatStars(withoutIt)];
  return before === after
    ? `, with ${after} expected stars as before`
    : `, with ${after} expected stars instead of ${before}`;
}

/** The text counts further movies instead of naming them. */
const NAMED = 3;

/** One sentence about which movies enter and leave the top ten without the rating. */
export function tenText(
  withIt: readonly PlacedMovie[],
  withoutIt: readonly PlacedMovie[],
  { many }: Words,
): string {
  const ids = (list: readonly PlacedMovie[]) => new Set(list.map(({ movie }) => movie.id));
  const [before, after] = [ids(withIt), ids(withoutIt)];
  const enters = withoutIt.filter(({ movie }) => !before.has(movie.id)).map(({ movie }) => movie.title);
  const leaves = withIt.filter(({ movie }) => !after.has(movie.id)).map(({ movie }) => movie.title);
  if (enters.length > 0) {
    const verb = 'would come into your ten best';
    return enters.length <= NAMED
      ? `${formatNames(enters)} ${verb}, in place of ${formatNames(leaves)}.`
      : `${formatCount(enters.length)} other ${many} ${verb}, the first of them ${enters[0]}.`;
  }
  return withIt.every(({ movie }, n) => movie.id === withoutIt[n]?.movie.id)
    ? 'Your ten best would be the same, in the same order.'
    : `Your ten best would be the same ${many} in another order.`;
}
