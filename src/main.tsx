import './early.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './ui/app/app.tsx';
import { createPersistenceAsking } from './ui/app/ask-persistence.ts';
import { afterFirstPaint } from './ui/app/first-paint.ts';
import { forgetTraces } from './ui/app/forget-traces.ts';
import { preloadForYou, startsOnForYou } from './ui/app/lazy-for-you.tsx';
import { rememberShelf } from './ui/app/remember-shelf.ts';
import { reportActivity } from './ui/app/report-activity.ts';
import { backendFrom, threadsFrom } from './ui/app/routes.ts';
import { saveFiles } from './ui/app/save-files.ts';
import { showTypeface } from './ui/app/typeface.ts';
import { createLabOpener, LabContext } from './ui/lab/lab-context.ts';
import { localStorageOrNull, remembered } from './ui/state/local-preferences.ts';
import { createPageStore, type PageStore, StoreContext } from './ui/state/store.ts';
import { openJournal } from './ui/state/unconfirmed-journal.ts';
import { connect } from './worker/client.ts';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import './ui/theme/skeleton.css';

afterFirstPaint(startPage);

function startPage(): void {
  const journal = openJournal(localStorageOrNull(), crypto.getRandomValues(new Uint32Array(2)).join('-'));
  const store: PageStore = createPageStore(
    journal,
    (unconfirmed, onMessage) =>
      connect(
        {
          backend: backendFrom(window.location.search),
          threads: threadsFrom(window.location.search),
          autoTrain: () => remembered('training') !== 'asked',
          isReturning: () => remembered('onboarded') !== null,
          unconfirmed,
          damagedNotes: journal.damaged,
        },
        onMessage,
      ),
    [
      (action) => saveFiles(action, (problem) => store.act({ type: 'refused', problem })),
      rememberShelf,
      createPersistenceAsking((isDurable) => store.act({ type: 'persistenceAnswered', isDurable })),
      showTypeface,
      // Last: what the others remember goes, too.
      forgetTraces,
    ],
  );
  reportActivity(window, navigator.hardwareConcurrency, store.send);
  const openLab = createLabOpener();
  const root = document.getElementById('root');
  if (root !== null) {
    const start = () =>
      createRoot(root).render(
        <StrictMode>
          <StoreContext value={store}>
            <LabContext value={openLab}>
              <App />
            </LabContext>
          </StoreContext>
        </StrictMode>,
      );
    // Until For you has come, the skeleton of the document stays. No top-level await: For you imports parts of this file's
    // chunk, so both would wait for each other.
    if (startsOnForYou(window.location.pathname)) preloadForYou().then(start);
    else start();
  }
}
