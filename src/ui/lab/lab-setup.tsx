import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { type LabSettings, quickLab } from '../../protocol/lab-settings.ts';
import { FileInput } from '../kit/files.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { fieldsOf, labSettingsFrom } from './form-fields.ts';
import { useLabStore } from './lab-context.ts';
import { LabForm } from './lab-form.tsx';
import { readLabFile } from './results-file.ts';
import { lab as texts } from './texts.ts';
import { labAsked, labQuery } from './url.ts';

/**
 * The settings of the next run. They come from the address, or else from the run on the page, or else from the quick
 * preset. The section is collapsed once there is a run.
 */
export function LabSetup({ shown }: { readonly shown: LabSettings | null }) {
  const store = useStore();
  const words = useWords();
  const lab = useLabStore();
  const dataset = useSelect((state) => state.app.dataset);
  const [params, setParams] = useSearchParams();
  const [asked] = useState(() => labAsked(params));
  const [fields, setFields] = useState(() => fieldsOf(asked?.settings ?? shown ?? quickLab));
  const [open, setOpen] = useState(shown === null);
  const [file, setFile] = useState<string | null>(null);
  const [ofData, setOfData] = useState(asked?.datasetId ?? null);

  const run = () => {
    const settings = labSettingsFrom(fields);
    if (settings === null || dataset === null) return;
    setOpen(false);
    setFile(null);
    setOfData(null);
    setParams(labQuery(settings, dataset.id, params), { replace: true });
    lab.run(settings, dataset.id);
  };
  const load = async (chosen: File) => {
    const read = await readLabFile(chosen);
    if ('problem' in read) return store.act({ type: 'refused', problem: read.problem });
    setFields(fieldsOf(read.settings));
    setOfData(read.datasetId);
    setFile(chosen.name);
    setOpen(true);
  };
  const otherData = dataset !== null && ofData !== null && ofData !== dataset.id;
  return (
    <section className="panel lab-setup" aria-labelledby="lab-setup-title">
      <div className="lab-setup__head">
        <div>
          <h2 id="lab-setup-title">{texts.settings}</h2>
          {shown !== null && !open && <p className="muted">{texts.ofRun(shown, words)}</p>}
        </div>
        <label className="button button--quiet lab-setup__load">
          {texts.load}
          <FileInput accept=".json,application/json" onFiles={([chosen]) => load(chosen)} />
        </label>
        {shown !== null && (
          <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? texts.close : texts.change}
          </button>
        )}
      </div>
      <div role="status">
        {asked !== null && asked.ignored.length > 0 && open && <p>{texts.ignored(asked.ignored)}</p>}
        {file !== null && <p>{texts.loaded(file)}</p>}
        {otherData && <p>{texts.otherData(ofData)}</p>}
      </div>
      {open && (
        <LabForm
          fields={fields}
          onChange={setFields}
          ready={dataset !== null}
          again={shown !== null}
          onRun={run}
        />
      )}
    </section>
  );
}
