import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { tellActing } from './ui/acting.ts';
import { backendFrom } from './ui/address.ts';
import { App } from './ui/app.tsx';
import { openJournal } from './ui/journal.ts';
import { localStorageOrNull, remembered } from './ui/remembered.ts';
import { createStore, StoreContext } from './ui/store.ts';
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
