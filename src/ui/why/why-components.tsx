import { useState } from 'react';
import type { Voice } from '../../recommenders/hybrid/components.ts';
import { formatSigned } from '../kit/format.ts';
import { Sum } from '../kit/waterfall.tsx';
import { VoiceDetail } from './component-detail.tsx';
import { dialsLine } from './rating-lines.tsx';
import { why as texts, voiceNames } from './texts.ts';
import type { Explained } from './why-state.ts';

/** The voices of the hybrid as bars; each line opens to what is behind it. */
export function WhyVoices({ explained }: { readonly explained: Explained }) {
  const { voices, score, dials } = explained;
  const [opened, setOpened] = useState<Voice | null>(null);
  const lines = [...voices]
    .sort((a, b) => b.part - a.part)
    .map((said) => ({
      key: said.voice,
      label: (
        <button
          type="button"
          className="why__voice"
          aria-expanded={opened === said.voice}
          onClick={() => setOpened(opened === said.voice ? null : said.voice)}
        >
          {voiceNames[said.voice]}
        </button>
      ),
      value: said.part,
      hint: texts.share(said.share),
      ...(opened === said.voice ? { below: <VoiceDetail said={said} /> } : {}),
    }));
  return (
    <Sum
      caption={texts.voices}
      columns={[texts.reason, texts.adds]}
      lines={[...lines, ...dialsLine(dials)]}
      total={{ label: <abbr title={texts.scoreHint}>{texts.score}</abbr>, value: formatSigned(score) }}
    />
  );
}
