import { Link } from 'wouter';
import { paths } from '../address.ts';
import { LabProgress } from '../components/lab-progress.tsx';
import { LabResults } from '../components/lab-results.tsx';
import { LabSetup } from '../components/lab-setup.tsx';
import { Page } from '../components/page.tsx';
import { useLab } from '../lab-store.ts';
import { fromLab } from '../texts-experiment.ts';
import { lab as texts } from '../texts-lab.ts';
import './lab.css';

function Lead() {
  return (
    <p>
      {texts.lead} <Link href={paths.experiment}>{fromLab}</Link>
    </p>
  );
}

/** Proving it: recommenders side by side on ratings that they have not seen. */
export default function LabPage() {
  const state = useLab();
  const { settings } = state;
  return (
    <Page title={texts.title} lead={<Lead />}>
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
