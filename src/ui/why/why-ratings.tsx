import type { Explanation } from '../../protocol/explanation-messages.ts';
import { Waterfall } from '../chart/waterfall.tsx';
import { formatSigned } from '../kit/format.ts';
import { adjustmentsLine, ratingLines } from '../movie/rating-lines.tsx';
import { why } from '../movie/why-texts.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { WhatIf } from './what-if.tsx';

/**
 * Shows how each of the person's ratings changes a movie's score over all components, and the list without that
 * rating.
 */
export function WhyRatings({ explained }: { readonly explained: Explanation }) {
  const store = useStore();
  const texts = useTexts(why);
  const { ratings, components, score, adjustments } = explained;
  const without = useSelect((state) => state.why.without);
  const lines = ratingLines(ratings, ({ movie }) => {
    const open = without === movie.id;
    return {
      beside: (
        <button
          type="button"
          className="why-button why__if"
          aria-expanded={open}
          aria-label={texts.whatIfOf(movie.title)}
          onClick={() => store.act({ type: 'whatIfChosen', without: open ? null : movie.id })}
        >
          {texts.whatIf}
        </button>
      ),
      ...(open ? { below: <WhatIf /> } : {}),
    };
  });
  const rest = components.reduce((sum, component) => sum + component.rest, 0);
  return (
    <Waterfall
      caption={texts.ratings}
      columns={[texts.movie, texts.adds]}
      lines={[...lines, { key: 'rest', label: texts.rest, value: rest }, ...adjustmentsLine(adjustments)]}
      total={{ label: <abbr title={texts.scoreHint}>{texts.score}</abbr>, value: formatSigned(score) }}
    />
  );
}
