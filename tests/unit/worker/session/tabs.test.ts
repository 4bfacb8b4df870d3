import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import type { News, Tabs } from '../../../../src/worker/session/tabs.ts';
import { openTabs } from '../../../../src/worker/session/tabs.ts';
import { encodeModel } from '../../../../src/worker/training/model-file.ts';
import { archive, droppedFile } from '../../../fixtures/archives.ts';
import { dataset, device, eventually, LIST, type Visits } from '../../../fixtures/visits.ts';
import { fakeTraining, posteriorModel, runRecord } from '../../../fixtures/worker-fakes.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A browser in which every tab hears the others and one has the lock. */
function browser(): () => Tabs {
  const locked = new Set<string>();
  const waiting: (() => void)[] = [];
  const tabs: { listener: ((news: News) => void) | null }[] = [];
  return () => {
    const own: (typeof tabs)[number] = { listener: null };
    tabs.push(own);
    return {
      async lockTraining(id) {
        if (locked.has(id)) return null;
        locked.add(id);
        return () => {
          locked.delete(id);
          for (const go of waiting.splice(0)) go();
        };
      },
      untilFree: () => new Promise((resolve) => waiting.push(resolve)),
      post(news) {
        for (const tab of tabs) if (tab !== own) tab.listener?.(news);
      },
      listen(listener) {
        own.listener = listener;
      },
    };
  };
}

let here: Visits;
let tab: () => Tabs;
beforeEach(() => {
  here = device();
  tab = browser();
});

describe('two tabs', () => {
  it('train once; the other takes over the models, and moves nothing', async () => {
    const one = here.visit({ tabs: tab() });
    await one.until('trainingPreparing');
    const other = here.visit({ tabs: tab() });
    await other.settled();
    const order = other.recommended();
    const end = await one.untilTrained('bayes');
    await eventually(() => expect(other.answer(LIST).cards[0].confidence).not.toBeNull());
    expect(other.all('trainingPreparing')).toEqual([]);
    expect(other.recommended()).toEqual(order);
    expect(other.last('opened').modelRunId).toBe(end.runId);
    expect(other.last('opened').runs.length).toBe(2);
  });

  it('one goes on where the other was closed in the middle', async () => {
    const first = tab();
    let close = () => {};
    const closing: Tabs = {
      ...first,
      async lockTraining(id) {
        const release = await first.lockTraining(id);
        close = release ?? close;
        return release;
      },
    };
    const one = here.visit({ tabs: closing, loadTraining: async () => fakeTraining(dataset, 5) as never });
    await one.until('trainingProgressed');
    one.handle({ type: 'pauseTraining' });
    await eventually(() => expect(here.stored.has('checkpoint')).toBe(true));
    const other = here.visit({ tabs: tab() });
    await other.settled();
    await wait(20);
    expect(other.all('trainingPreparing')).toEqual([]);
    close();
    await other.untilTrained('bayes');
    const [resumed] = other.all('trainingStarted');
    expect(resumed.run.id).toBe(one.last('trainingStarted').run.id);
    expect(resumed.points.length).toBeGreaterThan(0);
  });

  it('a training asked for beside another is refused in plain words, then possible', async () => {
    const slow = async () => fakeTraining(dataset, 5) as never;
    const one = here.visit({ tabs: tab(), loadTraining: slow });
    await one.until('trainingProgressed');
    const other = here.visit({ tabs: tab() });
    other.handle({ type: 'train', settings: { ...defaultTraining, epochs: 2 } });
    await other.until('trainingFailed');
    expect(other.last('trainingFailed').problem.message).toBe(
      'Another tab of Matinee is training at the moment.',
    );
    one.handle({ type: 'stopTraining' });
    await one.until('trainingEnded');
    // The right is given back a moment after the end is told.
    const third = tab();
    await eventually(async () => {
      const release = await third.lockTraining(dataset.id);
      if (release === null) throw new Error('still held');
      release();
    });
    other.handle({ type: 'train', settings: { ...defaultTraining, epochs: 2 } });
    await other.until('trainingEnded');
    await eventually(() => expect(one.last('opened').modelRunId).toBe(other.last('trainingEnded').runId));
  });

  it('the right to train is given back however the training ended', async () => {
    const one = here.visit({ tabs: tab(), loadTraining: async () => fakeTraining(dataset, 5) as never });
    await one.until('trainingProgressed');
    const bytes = encodeModel({ ...runRecord(1), model: posteriorModel(dataset) });
    const asked = { type: 'train', settings: { ...defaultTraining, epochs: 50 } } as const;
    for (const command of [asked, asked, { type: 'importModel', name: 'a', bytes } as const])
      one.handle(command);
    await one.until('modelImported');
    const other = here.visit({ tabs: tab() });
    other.handle({ type: 'train', settings: { ...defaultTraining, epochs: 2 } });
    await other.until('trainingEnded');
    other.handle({ type: 'train', settings: { ...defaultTraining, learningRate: 0.5 } });
    await other.until('trainingFailed');
    one.handle({ type: 'train', settings: { ...defaultTraining, epochs: 2 } });
    await one.until('trainingEnded');
  });
});

describe('what two tabs share', () => {
  it('hear what the person did in the other', async () => {
    const one = here.visit({ tabs: tab() });
    await one.untilTrained('bayes');
    const other = here.visit({ tabs: tab() });
    await other.settled();
    one.handle({ type: 'rate', movieId: other.recommended()[3], stars: 4 });
    await eventually(() => expect(other.last('personChanged').person.ratings.length).toBe(1));
    await other.settled();
    expect(other.recommended()).not.toContain(other.last('personChanged').person.ratings[0].movie.id);
  });

  it('a model that was imported in one is used in both, without a break in what the other trains', async () => {
    const one = here.visit({ tabs: tab(), loadTraining: async () => fakeTraining(dataset, 5) as never });
    await one.until('trainingProgressed');
    const other = here.visit({ tabs: tab() });
    const bytes = encodeModel({ ...runRecord(1), model: posteriorModel(dataset, 7) });
    other.handle({ type: 'importModel', name: 'a', bytes });
    await other.until('modelImported');
    await eventually(() => expect(one.answer(LIST).cards[0].confidence).not.toBeNull());
    expect(one.all('opened').length).toBe(1);
  });

  it('use another data set together, and one trains on it', async () => {
    const one = here.visit({ tabs: tab() });
    await one.until('trainingProgressed');
    const other = here.visit({ tabs: tab() });
    await other.settled();
    one.handle({ type: 'rate', movieId: 103, stars: 4 });
    const movies = dataset.movies.slice(0, 9).map(({ id, title, year }) => `${id},${title} (${year}),Drama`);
    const given = dataset.movies.slice(0, 9).map(({ id }, n) => `${1 + (n % 3)},${id},${1 + (n % 5)}`);
    const zip = archive(
      ['movieId,title,genres', ...movies].join('\n'),
      ['userId,movieId,rating', ...given].join('\n'),
    );
    one.handle({ type: 'previewDataset', files: [droppedFile('nine.zip', zip)] });
    await one.until('datasetPreviewed');
    one.handle({ type: 'useDataset' });
    await eventually(() => expect(other.last('opened').dataset.name).toBe('nine'));
    await other.settled();
    expect(other.all('datasetLeft').length).toBe(1);
    expect(other.last('opened').person.ratings).toMatchObject([{ movie: { id: 103 }, stars: 4 }]);
    const opened = one.last('opened');
    expect(opened.dataset).toEqual(other.last('opened').dataset);
    await eventually(() =>
      expect(one.last('opened').modelRunId ?? other.last('opened').modelRunId).not.toBeNull(),
    );
  });

  it('forget together', async () => {
    const one = here.visit({ tabs: tab() });
    const other = here.visit({ tabs: tab() });
    one.handle({ type: 'rate', movieId: 103, stars: 4 });
    await one.settled();
    await eventually(() => expect(other.last('personChanged').person.ratings.length).toBe(1));
    one.handle({ type: 'forgetEverything' });
    await one.settled();
    await other.until('forgotten');
    await other.settled();
    // Neither writes anything any more.
    other.handle({ type: 'rate', movieId: 104, stars: 5 });
    await other.settled();
    expect(here.stored.size).toBe(0);
  });
});

describe('the browser', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('gives one tab the lock at a time, by data set', async () => {
    const held = new Set<string>();
    const request = async (name: string, _: unknown, use: (lock: unknown) => Promise<void> | undefined) => {
      if (held.has(name)) return use(null);
      held.add(name);
      await use({});
      held.delete(name);
    };
    vi.stubGlobal('navigator', { locks: { request } });
    const release = await openTabs().lockTraining('a');
    expect(release).not.toBeNull();
    expect(await openTabs().lockTraining('a')).toBeNull();
    expect(await openTabs().lockTraining('b')).not.toBeNull();
    release?.();
    await wait(0);
    expect(await openTabs().lockTraining('a')).not.toBeNull();
  });

  it('carries news between tabs, and ignores what it does not know', async () => {
    const heard = vi.fn();
    openTabs().listen(heard);
    const otherBuild = new BroadcastChannel('matinee');
    otherBuild.postMessage({ of: 'another build' });
    openTabs().post('person');
    await eventually(() => expect(heard).toHaveBeenCalledTimes(1));
    expect(heard).toHaveBeenCalledWith('person');
    otherBuild.close();
  });

  it('without locks and channels a tab works alone', async () => {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('BroadcastChannel', undefined);
    const tabs = openTabs();
    tabs.listen(() => {});
    tabs.post('model');
    expect(await tabs.lockTraining('a')).not.toBeNull();
    expect(await openTabs().lockTraining('a')).not.toBeNull();
  });
});
