import type { ReactNode } from 'react';
import { formatCount, formatError } from '../kit/format.ts';
import { RatingHistogram } from '../movie/rating-histogram.tsx';
import { spanOf, user as texts } from './texts.ts';
import type { OpenedUser } from './users-state.ts';

/** Who a user of the data set is, as far as ratings tell. */
export function UserFacts({ opened }: { readonly opened: OpenedUser }) {
  const { earlier, later, mean, deviation, genres, histogram, dated } = opened;
  const count = earlier.length + later.length;
  const last = later.at(-1) ?? earlier.at(-1);
  const facts: readonly (readonly [ReactNode, string])[] = [
    [texts.ratings, formatCount(count)],
    [texts.mean, formatError(mean)],
    [
      <abbr key="deviation" title={texts.deviationHint}>
        {texts.deviation}
      </abbr>,
      formatError(deviation),
    ],
    ...(dated ? [[texts.when, spanOf(earlier[0]?.at ?? null, last?.at ?? null)] as const] : []),
    [
      <abbr key="genres" title={texts.genresHint}>
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
          // biome-ignore lint/suspicious/noArrayIndexKey: facts never change their order
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
