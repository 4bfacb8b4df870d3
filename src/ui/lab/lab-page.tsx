import { Link } from 'wouter';
import { Page } from '../app/page.tsx';
import { paths } from '../app/routes.ts';
import { fromLab } from '../experiment/texts.ts';
import { useLab } from './lab-context.ts';
import { LabProgress } from './lab-progress.tsx';
import { LabResults } from './lab-results.tsx';
import { LabSetup } from './lab-setup.tsx';
import { lab as texts } from './texts.ts';
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
