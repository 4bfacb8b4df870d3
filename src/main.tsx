import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './ui/app/app.tsx';
import { reportActivity } from './ui/app/report-activity.ts';
import { backendFrom } from './ui/app/routes.ts';
import { saveFiles } from './ui/app/save-files.ts';
import { createLabOpener, LabContext } from './ui/lab/lab-context.ts';
import { localStorageOrNull, remembered } from './ui/state/local-preferences.ts';
import { createPageStore, StoreContext } from './ui/state/store.ts';
import { openJournal } from './ui/state/unconfirmed-journal.ts';
import { connect } from './worker/client.ts';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import './ui/theme/skeleton.css';

const journal = openJournal(localStorageOrNull(), crypto.getRandomValues(new Uint32Array(2)).join('-'));
const store = createPageStore(
  journal,
  (unconfirmed, onMessage) =>
    connect(
      {
        backend: backendFrom(window.location.search),
        autoTrain: () => remembered('training') !== 'asked',
        unconfirmed,
      },
      onMessage,
    ),
  [saveFiles],
);
reportActivity(window, navigator.hardwareConcurrency, store.send);
const openLab = createLabOpener();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <StoreContext value={store}>
        <LabContext value={openLab}>
          <App />
        </LabContext>
      </StoreContext>
    </StrictMode>,
  );
}
