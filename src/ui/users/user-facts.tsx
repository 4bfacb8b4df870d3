import type { ReactNode } from 'react';
import type { UserDetails } from '../../protocol/user-messages.ts';
import { formatCount, formatError } from '../kit/format.ts';
import { RatingHistogram } from '../movie/rating-histogram.tsx';
import { useWords } from '../state/use-words.ts';
import { spanOf, user as texts } from './texts.ts';

/** What the ratings show about a user of the data set. */
export function UserFacts({ details }: { readonly details: UserDetails }) {
  const words = useWords();
  const { train, test, mean, deviation, genres, histogram, dated } = details;
  const count = train.length + test.length;
  const last = test.at(-1) ?? train.at(-1);
  const facts: readonly (readonly [ReactNode, string])[] = [
    [texts.ratings, formatCount(count)],
    [texts.mean, formatError(mean)],
    [
      <abbr key="deviation" title={texts.deviationHint}>
        {texts.deviation}
      </abbr>,
      formatError(deviation),
    ],
    ...(dated ? [[texts.when, spanOf(train[0]?.at ?? null, last?.at ?? null)] as const] : []),
    [
      <abbr key="genres" title={texts.genresHint(words)}>
        {texts.genres}
      </abbr>,
      genres.length === 0
        ? texts.noGenres
        : genres.map(({ genre, times }) => texts.genre(genre, times)).join(' · '),
    ],
  ];
  return (
    <div className="user-facts">
      <dl>
        {facts.map(([label, value], n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the facts never changes
          <div key={n}>
            <dt>{label}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
      <RatingHistogram counts={histogram} mean={mean} title={texts.histogram} />
    </div>
  );
}
