/** Texts for the taste profile, which compares the person's ratings with everyone's. */

import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatShare, formatStars } from '../kit/format.ts';

export const profile = {
  title: 'Your taste in charts',
  hint: 'Worked out on this device from your ratings and those of everyone in the data set.',
  you: 'You',
  everyone: 'Everyone',
  means: (own: number, everyone: number | null, { many }: Words) =>
    everyone === null
      ? `You give ${formatStars(own)} stars on average.`
      : `You give ${formatStars(own)} stars on average; everyone else gives the same ${many} ${formatStars(everyone)}.`,
  rates: 'How you rate',
  genres: 'Genres',
  decades: 'Decades',
  genre: 'Genre',
  decade: 'Decade',
  stars: 'Stars',
  shareYou: 'Of your ratings',
  shareEveryone: 'Of all ratings',
  meanYou: 'Your stars',
  meanEveryone: 'Everyone’s',
  decadeName: (year: string) => `${year}s`,
  share: (value: number) => formatShare(value),
  above: 'You liked more than most',
  below: 'You liked less than most',
  against: (own: number, everyone: number) =>
    `${formatStars(own)} from you, ${formatStars(everyone)} from everyone`,
  none: 'None so far by a star or more.',
  growth: 'How your profile grew',
  growthText: (count: number, since: string) => `${plural(count, 'rating', 'ratings')} since ${since}`,
};

/** Describes the correlation between the person's ratings and everyone's mean ratings. */
export function agreementText(agreement: number | null, { many }: Words): string {
  if (agreement === null)
    return `Rate a few more ${many}, with different stars, to see how far you agree with others.`;
  const how =
    agreement > 0.6
      ? 'You agree with most people about what is good'
      : agreement > 0.3
        ? 'You agree with most people more often than not'
        : agreement > -0.1
          ? 'You go your own way'
          : 'You like what others do not';
  return `${how} (correlation ${agreement.toFixed(2)}).`;
}

/** Of the taste profile as a picture. */
export const picture = {
  save: 'Save as picture',
  link: 'Share your taste',
  linkHint: 'As a link or a code, for a friend or for your other device.',
  title: 'Your taste as a picture',
  hint: 'Drawn on this device, in the colours that are on. Post it wherever you like.',
  name: 'Your name, if you like',
  close: 'Close',
  failed: 'This browser could not make a picture. Take a screenshot of it instead.',
  fileName: ({ kind }: Words) => `my-taste-in-${kind}.png`,
  heading: (name: string, { kind }: Words) =>
    name === '' ? `My taste in ${kind}` : `${name}’s taste in ${kind}`,
  summary: (count: number, mean: number, everyone: number | null, { one, many }: Words) =>
    [
      `${plural(count, one, many)} rated`,
      `${formatStars(mean)} ★ on average`,
      ...(everyone === null ? [] : [`everyone: ${formatStars(everyone)} ★`]),
    ].join(' · '),
  rates: 'Stars given',
  genres: 'Genres seen most',
  best: 'Rated best',
  share: (value: number) => formatShare(value),
  footer: 'Made with Matinee, without a server',
};
