import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { backendFrom } from './ui/address.ts';
import { App } from './ui/app.tsx';
import { createStore, StoreContext } from './ui/store.ts';
import { applyTheme } from './ui/theme-choice.ts';
import { connect } from './worker/client.ts';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import './ui/theme/skeleton.css';

applyTheme();
const store = createStore((onEvent) => connect(backendFrom(window.location.search), onEvent));
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
