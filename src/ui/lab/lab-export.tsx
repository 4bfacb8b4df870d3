import { useState } from 'react';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { download, downloadCsv } from '../kit/files.tsx';
import { labCsv, labFileName, labJson, peopleCsv } from './results-file.ts';
import type { LabState } from './state.ts';
import { lab as texts } from './texts.ts';

/** Exports the results: as a table, as a complete file, or as a link that repeats the run. */
export function LabExport(props: {
  readonly state: LabState;
  readonly settings: LabSettings;
  readonly against: RecommenderId | null;
}) {
  const { state, settings, against } = props;
  const [said, setSaid] = useState('');
  // The start of the run has written the settings to the address.
  const link = () => window.location.href;
  const copy = () =>
    navigator.clipboard.writeText(link()).then(
      () => setSaid(texts.copied),
      () => setSaid(texts.notCopied),
    );
  return (
    <div className="lab-export">
      <button
        type="button"
        className="button"
        onClick={() => downloadCsv(labFileName(settings, 'csv'), labCsv(state, against))}
      >
        {texts.csv}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => downloadCsv(labFileName(settings, 'csv', '-people'), peopleCsv(state))}
      >
        {texts.personCsv}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => download(labFileName(settings, 'json'), [labJson(state, link())], 'application/json')}
      >
        {texts.json}
      </button>
      <button type="button" className="button" onClick={copy}>
        {texts.link}
      </button>
      <p className="muted" role="status">
        {said}
      </p>
    </div>
  );
}
