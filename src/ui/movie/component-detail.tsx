import { componentInfo } from '../../protocol/component-catalog.ts';
import type { ExplainedComponent } from '../../protocol/explanation-messages.ts';
import { Waterfall, type WaterfallLine } from '../chart/waterfall.tsx';
import { formatErrorExactly } from '../kit/format.ts';
import { ratingLines } from './rating-lines.tsx';
import { why as texts, terms as words } from './why-texts.ts';
import './why-components.css';

/** Shows the exact terms of one component's score for a movie, in the component's own unit. */
export function ComponentDetail({ said }: { readonly said: ExplainedComponent }) {
  const { component, score, share, terms } = said;
  const { about, unit } = componentInfo[component];
  const lines = linesOf(said);
  return (
    <div className="why__detail">
      <p className="muted">
        {about} {texts.share(share)}.
      </p>
      {terms.kind === 'popular' && <p>{words.popular(terms.ratings)}</p>}
      {terms.kind === 'terms' && lines.length === 0 && <p>{words.noneShared}</p>}
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

function linesOf({ component, terms }: ExplainedComponent): WaterfallLine[] {
  if (terms.kind === 'popular') return [];
  if (terms.kind === 'terms') {
    const { count, adds } = terms.others;
    return [
      ...terms.terms.map(({ term, profile, movie }) => ({
        key: `${term.group} ${term.role ?? ''} ${term.label}`,
        label: words.term(term),
        value: profile * movie,
        hint: words.ofTerm(profile, movie),
      })),
      ...(count > 0 ? [{ key: 'others', label: words.otherTerms(count), value: adds }] : []),
    ];
  }
  return [
    ...(component === 'stars'
      ? [{ key: 'base', label: words.base, value: terms.base, hint: words.baseHint, isStart: true }]
      : []),
    ...ratingLines(terms.ratings),
    ...(terms.cut !== 0 ? [{ key: 'cut', label: words.cut, value: terms.cut }] : []),
  ];
}
