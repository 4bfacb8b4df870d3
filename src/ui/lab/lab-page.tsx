import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { CompareRunsPanel } from './compare-runs-panel.tsx';
import { useLab } from './lab-context.ts';
import { LabProgress } from './lab-progress.tsx';
import { LabResults } from './lab-results.tsx';
import { LabSetup } from './lab-setup.tsx';
import { fromLab, lab as texts } from './texts.ts';
import './lab.css';

function Lead() {
  return (
    <p>
      {texts.lead} <Link href={paths.experiment}>{fromLab}</Link>
    </p>
  );
}

/** The page that compares recommenders on ratings that they have not seen. @param props.children further panels, last */
export default function LabPage({ children }: { readonly children: ReactNode }) {
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
        <CompareRunsPanel />
        {children}
      </div>
    </Page>
  );
}
