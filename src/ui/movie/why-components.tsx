import { useState } from 'react';
import { type Component, componentInfo } from '../../protocol/component-catalog.ts';
import type { Explanation } from '../../protocol/explanation-messages.ts';
import { Waterfall } from '../chart/waterfall.tsx';
import { formatSigned } from '../kit/format.ts';
import { useTexts } from '../state/use-words.ts';
import { ComponentDetail } from './component-detail.tsx';
import { adjustmentsLine } from './rating-lines.tsx';
import { why } from './why-texts.ts';
import './why-components.css';

/** Shows the components of the hybrid as bars; each line opens its details. */
export function WhyComponents({ explained }: { readonly explained: Explanation }) {
  const { components, score, adjustments } = explained;
  const texts = useTexts(why);
  const infoOf = useTexts(componentInfo);
  const [opened, setOpened] = useState<Component | null>(null);
  const lines = [...components]
    .sort((a, b) => b.part - a.part)
    .map((said) => ({
      key: said.component,
      label: (
        <button
          type="button"
          className="why__component"
          aria-expanded={opened === said.component}
          onClick={() => setOpened(opened === said.component ? null : said.component)}
        >
          {infoOf[said.component].name}
        </button>
      ),
      value: said.part,
      hint: texts.share(said.share),
      ...(opened === said.component ? { below: <ComponentDetail said={said} /> } : {}),
    }));
  return (
    <Waterfall
      caption={texts.components}
      columns={[texts.reason, texts.adds]}
      lines={[...lines, ...adjustmentsLine(adjustments)]}
      total={{ label: <abbr title={texts.scoreHint}>{texts.score}</abbr>, value: formatSigned(score) }}
    />
  );
}
