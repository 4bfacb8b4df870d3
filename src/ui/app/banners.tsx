import { type ReactNode, useEffect } from 'react';
import { isStalled } from '../state/app-state.ts';
import { useSelect } from '../state/store.ts';
import { keepOffline, takeUpdate, useUpdate } from './service-worker-client.ts';
import { banners as texts } from './texts.ts';
import './banners.css';

/** Shows lasting conditions above every page, until somebody does something about them. */
export function Banners() {
  const dead = useSelect((state) => state.app.dead);
  const failed = useSelect((state) => state.app.failedToOpen);
  const isPersistent = useSelect((state) => state.app.isPersistent);
  const update = useUpdate();
  const isOpen = useSelect((state) => state.app.isOpen);
  useEffect(() => {
    // The files for the first visit load first; storing the app for offline use starts after them.
    if (isOpen) keepOffline();
  }, [isOpen]);
  const stalled = useSelect(isStalled);
  useEffect(() => {
    // Stops every placeholder from shimmering (skeleton.css).
    document.documentElement.toggleAttribute('data-stalled', stalled);
  }, [stalled]);
  return (
    <>
      {dead !== null && (
        <Banner kind="problem">
          <p>
            {dead.problem.message} {dead.restarting ? texts.restarting : dead.problem.advice}
          </p>
          {!dead.restarting && <Reload />}
        </Banner>
      )}
      {dead === null && failed !== null && (
        <Banner kind="problem">
          <p>
            {failed.message} {failed.advice}
          </p>
          <Reload />
        </Banner>
      )}
      {update && (
        <Banner kind="note">
          <p>{texts.update}</p>
          <button type="button" className="button" onClick={takeUpdate}>
            {texts.takeUpdate}
          </button>
        </Banner>
      )}
      {!isPersistent && (
        <Banner kind="note">
          <p>{texts.notPersistent}</p>
        </Banner>
      )}
    </>
  );
}

function Banner({ kind, children }: { readonly kind: 'problem' | 'note'; readonly children: ReactNode }) {
  return (
    <div className={`banner banner--${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <div className="banner__row">{children}</div>
    </div>
  );
}

function Reload() {
  return (
    <button type="button" className="button" onClick={() => window.location.reload()}>
      {texts.reload}
    </button>
  );
}
