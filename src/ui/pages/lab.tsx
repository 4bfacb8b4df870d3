import { LabProgress } from '../components/lab-progress.tsx';
import { LabResults } from '../components/lab-results.tsx';
import { LabSetup } from '../components/lab-setup.tsx';
import { Page } from '../components/page.tsx';
import { useLab } from '../lab-store.ts';
import { lab as texts } from '../texts-lab.ts';
import './lab.css';

/** Proving it: recommenders side by side on ratings that they have not seen. */
export default function LabPage() {
  const state = useLab();
  const { settings } = state;
  return (
    <Page title={texts.title} lead={<p>{texts.lead}</p>}>
      <div className="lab">
        <LabSetup shown={settings} />
        {settings !== null && (
          <>
            <LabProgress state={state} />
            <LabResults state={state} settings={settings} />
          </>
        )}
      </div>
    </Page>
  );
}
