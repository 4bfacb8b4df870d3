import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './ui/app/app.tsx';
import { tellActing } from './ui/app/report-activity.ts';
import { backendFrom } from './ui/app/routes.ts';
import { localStorageOrNull, remembered } from './ui/state/local-preferences.ts';
import { createStore, StoreContext } from './ui/state/store.ts';
import { openJournal } from './ui/state/unconfirmed-journal.ts';
import { connect } from './worker/client.ts';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import './ui/theme/skeleton.css';

const journal = openJournal(localStorageOrNull(), crypto.getRandomValues(new Uint32Array(2)).join('-'));
const store = createStore(journal, (unconfirmed, onEvent) =>
  connect(
    {
      backend: backendFrom(window.location.search),
      trainByItself: () => remembered('training') !== 'asked',
      unconfirmed,
    },
    onEvent,
  ),
);
tellActing(window, navigator.hardwareConcurrency, store.send);
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </StrictMode>,
  );
}
