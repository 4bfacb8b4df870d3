import { beforeEach, describe, expect, it } from 'vitest';
import type { LoggedMovie } from '../../../../src/protocol/experiment-messages.ts';
import type { RecommenderId } from '../../../../src/protocol/recommender-catalog.ts';
import type { ExperimentRecord } from '../../../../src/storage/person/experiment-schema.ts';
import type { News, Tabs } from '../../../../src/worker/session/tabs.ts';
import { alone } from '../../../../src/worker/session/tabs.ts';
import { device, EXPERIMENTS, eventually, LIST, type Visit, type Visits } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

let here: Visits;
beforeEach(() => {
  here = device();
});

/** A visit with three ratings, in which nothing trains by itself. */
async function open(change = {}): Promise<Visit> {
  const visit = here.visit(change);
  for (const [movieId, stars] of [
    [100, 5],
    [104, 4.5],
    [109, 1],
  ] as const)
    visit.handle({ type: 'rate', movieId, stars });
  await visit.settled();
  return visit;
}

async function started(a: RecommenderId = 'popularity', b: RecommenderId = 'userKnn'): Promise<Visit> {
  const visit = await open();
  visit.handle({ type: 'startExperiment', a, b });
  await eventually(() => expect(visit.answer(LIST).experiment).not.toBeNull());
  return visit;
}

const now = (visit: Visit) => visit.answer(EXPERIMENTS)[0];
const list = (visit: Visit) => visit.answer(LIST).experiment ?? '';
const stored = async (): Promise<readonly ExperimentRecord[]> =>
  (await memoryAppStorage(here.stored).loadPerson()).experiments;

/** What was recorded of each movie, with its team. */
async function log(visit: Visit): Promise<readonly LoggedMovie[]> {
  visit.handle({ type: 'exportExperiment', id: now(visit).id, format: 'json' });
  await visit.settled();
  return visit.last('experimentExported').log.lists.flatMap(({ movies }) => movies);
}

describe('while an experiment goes on', () => {
  it('drafts the list from both in pairs, each in its own order, and no card reveals the recommender', async () => {
    const visit = await started();
    const interleaved = visit.recommended();
    const comparison = { type: 'comparison', a: 'popularity', b: 'userKnn' } as const;
    visit.watch(comparison);
    await eventually(() => expect(visit.answer(comparison)[1].cards).not.toBeNull());
    const [a, b] = visit.answer(comparison).map(({ cards }) => cards?.map(({ movie }) => movie.id) ?? []);
    // The best of both lists are the first pair, in either order.
    const first = new Set([a[0], b[0] === a[0] ? b[1] : b[0]]);
    const other = new Set([b[0], a[0] === b[0] ? a[1] : a[0]]);
    expect([[...first].sort(), [...other].sort()]).toContainEqual(interleaved.slice(0, 2).sort());
    const { cards, components } = visit.answer(LIST);
    expect(new Set(cards.map(({ reason }) => reason.kind))).toEqual(new Set(['blind']));
    expect(components).toBeNull();
    visit.handle({ type: 'seen', list: list(visit), movieIds: interleaved });
    await visit.settled();
    const teams = (await log(visit)).map(({ team }) => team);
    expect(teams.filter((team) => team === 'a')).toHaveLength(12);
    for (let n = 0; n < teams.length; n += 2) expect(teams[n]).not.toBe(teams[n + 1]);
  });

  it('counts each seen movie once, and credits opened, liked and watchlisted ones to the right team', async () => {
    const visit = await started();
    const interleaved = visit.recommended();
    const seen = interleaved.slice(0, 6);
    visit.handle({ type: 'seen', list: list(visit), movieIds: seen.slice(0, 4) });
    visit.handle({ type: 'seen', list: list(visit), movieIds: seen });
    visit.handle({ type: 'seen', list: list(visit), movieIds: [99_999, 100] });
    await visit.settled();
    expect(now(visit)).toMatchObject({ lists: 1, counts: { idle: 1, ties: 0, wins: { a: 0, b: 0 } } });
    const movies = await log(visit);
    expect(movies.map(({ movieId, place }) => [movieId, place])).toEqual(seen.map((id, n) => [id, n + 1]));
    const ofA = movies.filter(({ team }) => team === 'a');

    visit.handle({ type: 'clicked', list: list(visit), movieId: ofA[0].movieId });
    visit.handle({ type: 'clicked', list: list(visit), movieId: ofA[0].movieId });
    await visit.settled();
    expect(now(visit).counts).toMatchObject({ wins: { a: 1, b: 0 }, teams: { a: { shown: 3, opened: 1 } } });
    // A rating drafts a new list; the rated movie still counts in the list in which it was seen.
    const before = list(visit);
    visit.handle({ type: 'rate', movieId: ofA[1].movieId, stars: 4 });
    await visit.settled();
    expect(list(visit)).not.toBe(before);
    expect(now(visit).counts.teams.a).toEqual({ shown: 3, opened: 1, converted: 1 });
    visit.handle({ type: 'mark', movieId: ofA[2].movieId, mark: 'watchlist' });
    await visit.settled();
    expect(now(visit).counts.teams.a).toEqual({ shown: 3, opened: 1, converted: 2 });
    expect(now(visit).lists).toBe(1);
  });

  it('takes a credit back when the person does, and gives none for a movie they did not like', async () => {
    const visit = await started();
    const [first, second] = visit.recommended();
    visit.handle({ type: 'seen', list: list(visit), movieIds: [first, second] });
    visit.handle({ type: 'rate', movieId: first, stars: 2 });
    visit.handle({ type: 'mark', movieId: second, mark: 'notInterested' });
    await visit.settled();
    expect(now(visit).counts).toMatchObject({ idle: 1 });
    visit.handle({ type: 'rate', movieId: first, stars: 5 });
    visit.handle({ type: 'mark', movieId: second, mark: 'watchlist' });
    await visit.settled();
    expect(now(visit).counts).toMatchObject({ idle: 0, ties: 1 });
    visit.handle({ type: 'rate', movieId: first, stars: null });
    visit.handle({ type: 'mark', movieId: second, mark: null });
    await visit.settled();
    expect(now(visit).counts).toMatchObject({ idle: 1, ties: 0 });
  });

  it('credits nothing to movies that were not seen', async () => {
    const visit = await started();
    visit.handle({ type: 'rate', movieId: visit.recommended()[0], stars: 5 });
    visit.handle({ type: 'clicked', list: 'of another time', movieId: visit.recommended()[1] });
    await visit.settled();
    expect(now(visit)).toMatchObject({ lists: 0, counts: { idle: 0 } });
  });
});

describe('the list during an experiment', () => {
  it('continues the same list when more is shown, and reports how many lists are missing', async () => {
    const visit = await started();
    const before = visit.recommended();
    const name = list(visit);
    const longer = await visit.ask({ ...LIST, count: 30 });
    const ids = longer.cards.map(({ movie }) => movie.id);
    expect(longer.experiment).toBe(name);
    expect(ids.slice(0, before.length)).toEqual(before);
    expect(new Set(ids).size).toBe(30);
    expect(now(visit).estimates.verdict).toEqual({ kind: 'notEnough', more: 30 });
  });

  it('waits for a recommender that has nothing to go by, and interleaves once it has', async () => {
    const visit = here.visit();
    await visit.settled();
    visit.handle({ type: 'startExperiment', a: 'popularity', b: 'userKnn' });
    const waiting = { kind: 'silent', recommender: 'userKnn' };
    await eventually(() => expect(now(visit).waiting).toEqual(waiting));
    expect(visit.answer(LIST)).toMatchObject({ experiment: null, by: 'hybrid' });
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    expect(visit.answer(LIST).experiment).not.toBeNull();
    expect(now(visit).waiting).toBeNull();
  });

  it('needs no trained model for recommenders that do without one', async () => {
    const visit = await open({ loadTraining: () => Promise.reject(new Error('must not be loaded')) });
    visit.handle({ type: 'startExperiment', a: 'hybrid', b: 'userKnn' });
    await eventually(() => expect(visit.answer(LIST).experiment).not.toBeNull());
  });

  it('shows the progress of a model that has to be trained first', async () => {
    const visit = await open();
    visit.handle({ type: 'startExperiment', a: 'hybrid', b: 'svd' });
    await eventually(() => expect(visit.answer(LIST).experiment).not.toBeNull());
    const waiting = visit.answers(EXPERIMENTS).map(([newest]) => newest?.waiting ?? null);
    expect(waiting).toContainEqual(expect.objectContaining({ kind: 'fitting', recommender: 'svd' }));
    await eventually(() => expect(now(visit).waiting).toBeNull());
  });
});

describe('while nobody watches the list', () => {
  it('the recommenders of an experiment are fitted all the same', async () => {
    const visit = here.visit({}, { watched: [EXPERIMENTS] });
    await visit.untilTrained('bayes');
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    visit.handle({ type: 'startExperiment', a: 'hybrid', b: 'svd' });
    await eventually(() => expect(here.stored.has('side-svd')).toBe(true));
    await visit.settled();
    const waiting = visit.answers(EXPERIMENTS).map(([newest]) => newest?.waiting ?? null);
    expect(waiting).toContainEqual(expect.objectContaining({ kind: 'fitting', recommender: 'svd' }));
    expect(waiting.at(-1)).toBeNull();
  });

  it('a recommender that has nothing to go by is reported, until it has', async () => {
    const visit = here.visit({}, { watched: [EXPERIMENTS] });
    await visit.settled();
    visit.handle({ type: 'startExperiment', a: 'popularity', b: 'userKnn' });
    await eventually(() => expect(now(visit).waiting).toEqual({ kind: 'silent', recommender: 'userKnn' }));
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    expect(now(visit).waiting).toBeNull();
  });
});

describe('experiments are stored', () => {
  it('across visits with all that was recorded; once stopped, the list is ordered as before', async () => {
    const first = await started();
    first.handle({ type: 'seen', list: list(first), movieIds: first.recommended().slice(0, 4) });
    first.handle({ type: 'clicked', list: list(first), movieId: first.recommended()[0] });
    await first.settled();
    const { counts, id } = now(first);

    const second = here.visit();
    await eventually(() => expect(second.answer(LIST).experiment).not.toBeNull());
    await second.settled();
    expect(now(second)).toMatchObject({ id, counts, lists: 1, stoppedAt: null });
    second.handle({ type: 'seen', list: list(second), movieIds: second.recommended().slice(0, 2) });
    second.handle({ type: 'stopExperiment' });
    await second.settled();
    expect(now(second)).toMatchObject({ lists: 2 });
    expect(now(second).stoppedAt).not.toBeNull();
    expect(second.answer(LIST)).toMatchObject({ experiment: null, by: 'hybrid' });

    const third = here.visit();
    await third.settled();
    expect(now(third)).toMatchObject({ id, lists: 2 });
    expect(third.answer(LIST).experiment).toBeNull();
  });

  it('with the change of a closing tab that could not be stored any more', async () => {
    const first = await started();
    const [movie] = first.recommended();
    first.handle({ type: 'seen', list: list(first), movieIds: [movie] });
    await first.settled();
    const second = here.visit(
      {},
      { unconfirmed: [{ command: { type: 'rate', movieId: movie, stars: 5 }, at: Date.now() }] },
    );
    await second.settled();
    const { a, b } = now(second).counts.teams;
    expect(a.converted + b.converted).toBe(1);
    const third = here.visit();
    await third.settled();
    expect(now(third).counts).toEqual(now(second).counts);
  });

  it('one running at a time, until they are removed or everything is forgotten', async () => {
    const visit = await started();
    visit.handle({ type: 'startExperiment', a: 'bias', b: 'popularity' });
    await visit.settled();
    const [newest, oldest] = visit.answer(EXPERIMENTS);
    expect([newest.a, newest.stoppedAt, oldest.a]).toEqual(['bias', null, 'popularity']);
    expect(oldest.stoppedAt).not.toBeNull();
    visit.handle({ type: 'removeExperiment', id: oldest.id });
    await visit.settled();
    expect((await stored()).map(({ id }) => id)).toEqual([newest.id]);
    visit.handle({ type: 'forgetEverything' });
    await visit.settled();
    expect(await stored()).toEqual([]);
  });

  it('in bounded size: of old lists only the counts', async () => {
    const visit = await started();
    for (let n = 0; n < 205; n++) {
      const [first] = visit.recommended();
      visit.handle({ type: 'seen', list: list(visit), movieIds: [first] });
      visit.handle({ type: 'pickGenres', genres: n % 2 === 0 ? ['Horror'] : [] });
      await visit.settled();
    }
    const [experiment] = await stored();
    expect(experiment.lists).toHaveLength(200);
    expect(experiment.folded.idle).toBe(5);
    expect(now(visit)).toMatchObject({ lists: 205, counts: { idle: 205 } });
    const next = here.visit();
    await next.settled();
    expect(now(next)).toMatchObject({ lists: 205 });
  });
});

describe('a stored experiment', () => {
  it('starts and stops in all tabs at once', async () => {
    const listeners: ((news: News) => void)[] = [];
    const posted: News[] = [];
    const tabs: Tabs = { ...alone, post: (news) => posted.push(news), listen: (on) => listeners.push(on) };
    const visit = await open({ tabs });
    const other = here.visit();
    other.handle({ type: 'startExperiment', a: 'popularity', b: 'bias' });
    await other.settled();
    for (const listener of listeners) listener('experiments');
    await eventually(() => expect(visit.answer(LIST).experiment).not.toBeNull());
    visit.handle({ type: 'seen', list: list(visit), movieIds: visit.recommended().slice(0, 1) });
    await visit.settled();
    expect(posted).toContain('experiments');
    other.handle({ type: 'stopExperiment' });
    await other.settled();
    for (const listener of listeners) listener('experiments');
    await eventually(() => expect(visit.answer(LIST).experiment).toBeNull());
  });

  it('reports a list that cannot be stored', async () => {
    const storage = memoryAppStorage(here.stored);
    const failing = { ...storage.experiments, saveList: () => Promise.reject(new Error('disk full')) };
    const visit = await open({ openAppStorage: async () => ({ ...storage, experiments: failing }) });
    visit.handle({ type: 'startExperiment', a: 'popularity', b: 'bias' });
    await eventually(() => expect(visit.answer(LIST).experiment).not.toBeNull());
    visit.handle({ type: 'seen', list: list(visit), movieIds: visit.recommended().slice(0, 1) });
    await visit.settled();
    expect(visit.last('failed').problem.message).toContain('disk full');
  });
});
