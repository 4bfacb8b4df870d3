import { componentInfo } from '../../protocol/component-catalog.ts';
import type { ExplainedComponent } from '../../protocol/explanation-messages.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { Waterfall, type WaterfallLine } from '../chart/waterfall.tsx';
import { formatErrorExactly } from '../kit/format.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { ratingLines } from './rating-lines.tsx';
import { terms as termTexts, why } from './why-texts.ts';
import './why-components.css';

/** Shows the exact terms of one component's score for a movie, in the component's own unit. */
export function ComponentDetail({ said }: { readonly said: ExplainedComponent }) {
  const { component, score, share, terms } = said;
  const words = useWords();
  const texts = useTexts(why);
  const { about, unit } = useTexts(componentInfo[component]);
  const lines = linesOf(said, words);
  return (
    <div className="why__detail">
      <p className="muted">
        {about} {texts.share(share)}.
      </p>
      {terms.kind === 'popular' && <p>{termTexts.popular(terms.ratings)}</p>}
      {terms.kind === 'terms' && lines.length === 0 && <p>{termTexts.noneShared}</p>}
      {lines.length > 0 && (
        <Waterfall
          caption={about}
          columns={[texts.movie, unit]}
          lines={lines}
          total={{ label: unit, value: formatErrorExactly(score) }}
          isExact
        />
      )}
    </div>
  );
}

function linesOf({ component, terms }: ExplainedComponent, words: Words): WaterfallLine[] {
  const texts = inWords(termTexts, words);
  if (terms.kind === 'popular') return [];
  if (terms.kind === 'terms') {
    const { count, adds } = terms.others;
    return [
      ...terms.terms.map(({ term, profile, movie }) => ({
        key: `${term.group} ${term.role ?? ''} ${term.label}`,
        label: texts.term(term),
        value: profile * movie,
        hint: texts.ofTerm(profile, movie, words),
      })),
      ...(count > 0 ? [{ key: 'others', label: texts.otherTerms(count), value: adds }] : []),
    ];
  }
  return [
    ...(component === 'stars'
      ? [{ key: 'base', label: texts.base, value: terms.base, hint: texts.baseHint, isStart: true }]
      : []),
    ...ratingLines(terms.ratings),
    ...(terms.cut !== 0 ? [{ key: 'cut', label: texts.cut, value: terms.cut }] : []),
  ];
}
