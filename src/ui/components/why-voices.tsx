import { useState } from 'react';
import type { Voice } from '../../recommenders/voices.ts';
import { formatSigned } from '../format.ts';
import { why as texts, voiceNames } from '../texts-why.ts';
import type { Explained } from '../why-state.ts';
import { dialsLine } from './rating-lines.tsx';
import { Sum } from './sum.tsx';
import { VoiceDetail } from './voice-detail.tsx';

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
