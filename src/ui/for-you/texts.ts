/** Texts of For you, except those of its parts. */
import type { ComponentShares } from '../../protocol/recommendation-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { nav, plural } from '../app/texts.ts';

const COMPONENTS: Record<keyof ComponentShares, string> = {
  ease: 'people with your taste',
  stars: 'the stars we predict for you',
  content: 'genres you like',
  popularity: 'what many people like',
};

/** Describes what the list is based on: the component with the largest weight, and the second if large enough. */
export function componentsText(components: ComponentShares): string {
  const keys = Object.keys(COMPONENTS) as (keyof ComponentShares)[];
  const [first, second] = keys.sort((a, b) => components[b] - components[a]);
  if (first === undefined || second === undefined || components[first] <= 0) return '';
  if (components[first] >= 0.8) return `Almost all from ${COMPONENTS[first]}`;
  const lead = components[first] >= 0.5 ? 'Mostly from' : 'From';
  return components[second] >= 0.15
    ? `${lead} ${COMPONENTS[first]}, then ${COMPONENTS[second]}`
    : `${lead} ${COMPONENTS[first]}`;
}

export const forYou = {
  title: nav.forYou,
  rests: (ratings: number, genres: number) =>
    ratings > 0
      ? plural(ratings, 'rating of yours', 'ratings of yours')
      : genres > 0
        ? plural(genres, 'genre pick', 'genre picks')
        : 'nothing known about you yet',
  more: 'Show more',
  few: ({ many }: Words) => `Rate a few ${many} and the list becomes yours.`,
  tonight: ({ one }: Words) => `A ${one} for tonight`,
  rateSome: ({ many }: Words) => `Rate well-known ${many}`,
  none: ({ one }: Words) => `Nothing is left to recommend: you have rated every ${one} in this data set.`,
  region: 'Recommendations',
};
