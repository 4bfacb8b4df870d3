import { type ReactNode, useEffect, useState } from 'react';
import { isAllFetched, isStalled } from '../state/app-state.ts';
import { remember, remembered } from '../state/local-preferences.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { isBackupDue, parseBackup } from './backup-reminder.ts';
import { keepOffline, takeUpdate, useUpdate } from './service-worker-client.ts';
import { shelf as shelfTexts, banners as texts } from './texts.ts';
import './banners.css';

/** Shows lasting conditions above every page, until somebody does something about them. */
export function Banners() {
  const words = useWords();
  const dead = useSelect((state) => state.app.dead);
  const failed = useSelect((state) => state.app.failedToOpen);
  const isPersistent = useSelect((state) => state.app.isPersistent);
  const isDataPersistent = useSelect((state) => state.app.isDataPersistent);
  const update = useUpdate();
  const isComplete = useSelect(isAllFetched);
  useEffect(() => {
    // The files for the first visit load first; storing the app for offline use starts after them.
    if (isComplete) keepOffline();
  }, [isComplete]);
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
          <div className="banner__acts">
            <Reload />
            <BackUp />
          </div>
        </Banner>
      )}
      <Unstored />
      <ShelfDelayed />
      {update && (
        <Banner kind="note">
          <p>{texts.update}</p>
          <button type="button" className="button" onClick={takeUpdate}>
            {texts.takeUpdate}
          </button>
        </Banner>
      )}
      <NoticeBanner />
      {!isPersistent && (
        <Banner kind="note">
          <p>{texts.notPersistent}</p>
        </Banner>
      )}
      {isPersistent && !isDataPersistent && (
        <Banner kind="note">
          <p>{texts.dataNotPersistent(words)}</p>
        </Banner>
      )}
      <BackupReminder />
    </>
  );
}

/** Changes that are not on disk, because there is no room. */
function Unstored() {
  const unstored = useSelect((state) => state.app.unstored);
  if (unstored === null) return null;
  return (
    <Banner kind="problem">
      <p>{texts.unstored(unstored.count, unstored.problem.message, unstored.problem.advice)}</p>
      <BackUp />
    </Banner>
  );
}

/** Suggests a back-up where the browser does not promise to keep what is stored. */
function BackupReminder() {
  const ratings = useSelect((state) => state.person.ratings);
  const isDurable = useSelect((state) => state.app.isDurable);
  const [isClosed, setClosed] = useState(false);
  const [now] = useState(Date.now);
  if (isDurable !== false || isClosed || ratings.length === 0) return null;
  const reminded = remembered('reminded');
  const laterAt = reminded === null ? null : Number(reminded);
  if (!isBackupDue(ratings, parseBackup(remembered('backup')), laterAt, now)) return null;
  const later = () => {
    remember('reminded', String(now));
    setClosed(true);
  };
  return (
    <Banner kind="note">
      <p>{texts.backupDue}</p>
      <div className="banner__acts">
        <BackUp onDone={() => setClosed(true)} />
        <button type="button" className="button" onClick={later}>
          {texts.later}
        </button>
      </div>
    </Banner>
  );
}

function BackUp({ onDone }: { readonly onDone?: () => void }) {
  const store = useStore();
  const backUp = () => {
    store.send({ type: 'backUp' });
    onDone?.();
  };
  return (
    <button type="button" className="button" onClick={backUp}>
      {texts.backUp}
    </button>
  );
}

/** What did not arrive of the built-in data set, while everything else works on. */
function ShelfDelayed() {
  const store = useStore();
  const { delayed } = useTexts(shelfTexts);
  const arriving = useSelect((state) => state.app.arriving);
  if (arriving === null || arriving.problem === null) return null;
  return (
    <Banner kind="problem">
      <p>{delayed[arriving.stage]}</p>
      <button type="button" className="button" onClick={() => store.send({ type: 'fetchRest' })}>
        {shelfTexts.retry}
      </button>
    </Banner>
  );
}

/** Tells the person once what has changed here without their doing. */
function NoticeBanner() {
  const store = useStore();
  const notice = useSelect((state) => state.app.notice);
  const movies = useSelect((state) => state.app.dataset?.report.movies ?? 0);
  const isTrained = useSelect((state) => state.training.modelRunId !== null);
  useEffect(() => {
    if (notice !== null) store.send({ type: 'acknowledgeNotice' });
  }, [notice, store]);
  if (notice === null) return null;
  const waits = !isTrained && remembered('training') === 'asked';
  return (
    <Banner kind="note">
      <p>
        {texts.newShelf(movies)} {waits && texts.newShelfUntrained}
      </p>
      <button type="button" className="button" onClick={() => store.act({ type: 'noticeClosed' })}>
        {texts.closeNotice}
      </button>
    </Banner>
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
