import { beforeEach, describe, expect, it } from 'vitest';
import type { LoggedMovie } from '../../../../src/protocol/experiment-messages.ts';
import type { RecommenderId } from '../../../../src/protocol/recommender-catalog.ts';
import type { ExperimentRecord } from '../../../../src/storage/person/experiment-schema.ts';
import type { News, Tabs } from '../../../../src/worker/session/tabs.ts';
import { alone } from '../../../../src/worker/session/tabs.ts';
import { device, eventually, type Visit, type Visits } from '../../../fixtures/visits.ts';
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
  await eventually(() => expect(visit.last('recommended').experiment).not.toBeNull());
  return visit;
}

const now = (visit: Visit) => visit.last('experiments').experiments[0];
const list = (visit: Visit) => visit.last('recommended').experiment ?? '';
const stored = async (): Promise<readonly ExperimentRecord[]> =>
  (await memoryAppStorage(here.stored).loadPerson()).experiments;

/** What was recorded of each film, with its team. */
async function log(visit: Visit): Promise<readonly LoggedMovie[]> {
  visit.handle({ type: 'exportExperiment', id: now(visit).id, format: 'json' });
  await visit.settled();
  return visit.last('experimentExported').log.lists.flatMap(({ movies }) => movies);
}

describe('while an experiment goes on', () => {
  it('the list is dealt from both in pairs, each by its own order, and no card tells whose it is', async () => {
    const visit = await started();
    const interleaved = visit.recommended();
    visit.handle({ type: 'compare', a: 'popularity', b: 'userKnn' });
    await eventually(() => expect(visit.last('compared').lists[1].cards).not.toBeNull());
    const [a, b] = visit.last('compared').lists.map(({ cards }) => cards?.map(({ movie }) => movie.id) ?? []);
    // The best of both lists are the first pair, in either order.
    const first = new Set([a[0], b[0] === a[0] ? b[1] : b[0]]);
    const other = new Set([b[0], a[0] === b[0] ? a[1] : a[0]]);
    expect([[...first].sort(), [...other].sort()]).toContainEqual(interleaved.slice(0, 2).sort());
    const { cards, components } = visit.last('recommended');
    expect(new Set(cards.map(({ reason }) => reason.kind))).toEqual(new Set(['blind']));
    expect(components).toBeNull();
    visit.handle({ type: 'seen', list: list(visit), movieIds: interleaved });
    await visit.settled();
    const teams = (await log(visit)).map(({ team }) => team);
    expect(teams.filter((team) => team === 'a')).toHaveLength(12);
    for (let n = 0; n < teams.length; n += 2) expect(teams[n]).not.toBe(teams[n + 1]);
  });

  it('counts what was seen once, what was opened, liked and put on the watchlist, for the right team', async () => {
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
    // A rating leaves the list, so a new one is dealt; it still counts where the film was seen.
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

  it('takes back what the person takes back, and does not credit what they did not like', async () => {
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

  it('credits nothing to films that were not shown', async () => {
    const visit = await started();
    visit.handle({ type: 'rate', movieId: visit.recommended()[0], stars: 5 });
    visit.handle({ type: 'clicked', list: 'of another time', movieId: visit.recommended()[1] });
    await visit.settled();
    expect(now(visit)).toMatchObject({ lists: 0, counts: { idle: 0 } });
  });

  it('deals the same films on, and says how much is missing', async () => {
    const visit = await started();
    const before = visit.recommended();
    visit.handle({ type: 'showMore', count: 30 });
    await visit.settled();
    expect(visit.recommended().slice(0, before.length)).toEqual(before);
    expect(new Set(visit.recommended()).size).toBe(30);
    expect(now(visit).estimates.verdict).toEqual({ kind: 'notEnough', more: 30 });
  });

  it('waits where a recommender has nothing to go by, and deals once it has', async () => {
    const visit = here.visit();
    await visit.settled();
    visit.handle({ type: 'startExperiment', a: 'popularity', b: 'userKnn' });
    const waiting = { kind: 'silent', recommender: 'userKnn' };
    await eventually(() => expect(now(visit).waiting).toEqual(waiting));
    expect(visit.last('recommended')).toMatchObject({ experiment: null, by: 'hybrid' });
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    expect(visit.last('recommended').experiment).not.toBeNull();
    expect(now(visit).waiting).toBeNull();
  });

  it('needs no model for a mix that does without', async () => {
    const visit = await open({ loadTraining: () => Promise.reject(new Error('must not be loaded')) });
    visit.handle({ type: 'startExperiment', a: 'hybrid', b: 'userKnn' });
    await eventually(() => expect(visit.last('recommended').experiment).not.toBeNull());
  });

  it('tells how far a model is that has to be trained first', async () => {
    const visit = await open();
    visit.handle({ type: 'startExperiment', a: 'hybrid', b: 'svd' });
    await eventually(() => expect(visit.last('recommended').experiment).not.toBeNull());
    const told = visit.all('experiments').map(({ experiments }) => experiments[0]?.waiting ?? null);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'fitting', recommender: 'svd' }));
    expect(now(visit).waiting).toBeNull();
  });
});

describe('experiments are kept', () => {
  it('over visits, with everything recorded; then stopped, and the list is ordered as before', async () => {
    const first = await started();
    first.handle({ type: 'seen', list: list(first), movieIds: first.recommended().slice(0, 4) });
    first.handle({ type: 'clicked', list: list(first), movieId: first.recommended()[0] });
    await first.settled();
    const { counts, id } = now(first);

    const second = here.visit();
    await eventually(() => expect(second.last('recommended').experiment).not.toBeNull());
    await second.settled();
    expect(now(second)).toMatchObject({ id, counts, lists: 1, stoppedAt: null });
    second.handle({ type: 'seen', list: list(second), movieIds: second.recommended().slice(0, 2) });
    second.handle({ type: 'stopExperiment' });
    await second.settled();
    expect(now(second)).toMatchObject({ lists: 2 });
    expect(now(second).stoppedAt).not.toBeNull();
    expect(second.last('recommended')).toMatchObject({ experiment: null, by: 'hybrid' });

    const third = here.visit();
    await third.settled();
    expect(now(third)).toMatchObject({ id, lists: 2 });
    expect(third.last('recommended').experiment).toBeNull();
  });

  it('with what a tab did as it was closed, before that could be stored', async () => {
    const first = await started();
    const [movie] = first.recommended();
    first.handle({ type: 'seen', list: list(first), movieIds: [movie] });
    await first.settled();
    const second = here.visit({}, [{ command: { type: 'rate', movieId: movie, stars: 5 }, at: Date.now() }]);
    await second.settled();
    const { a, b } = now(second).counts.teams;
    expect(a.converted + b.converted).toBe(1);
    const third = here.visit();
    await third.settled();
    expect(now(third).counts).toEqual(now(second).counts);
  });

  it('one at a time, until they are removed or everything is forgotten', async () => {
    const visit = await started();
    visit.handle({ type: 'startExperiment', a: 'bias', b: 'popularity' });
    await visit.settled();
    const [newest, oldest] = visit.last('experiments').experiments;
    expect([newest.a, newest.stoppedAt, oldest.a]).toEqual(['bias', null, 'popularity']);
    expect(oldest.stoppedAt).not.toBeNull();
    visit.handle({ type: 'removeExperiment', id: oldest.id });
    await visit.settled();
    expect((await stored()).map(({ id }) => id)).toEqual([newest.id]);
    visit.handle({ type: 'forgetEverything' });
    await visit.settled();
    expect(visit.last('experiments').experiments).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it('in bounded size: old lists are only counted', async () => {
    const visit = await started();
    for (let n = 0; n < 205; n++) {
      const [first] = visit.recommended();
      visit.handle({ type: 'seen', list: list(visit), movieIds: [first] });
      visit.handle({ type: 'pickGenres', genres: n % 2 === 0 ? ['Horror'] : [] });
      await visit.settled();
    }
    const [kept] = await stored();
    expect(kept.lists).toHaveLength(200);
    expect(kept.folded.idle).toBe(5);
    expect(now(visit)).toMatchObject({ lists: 205, counts: { idle: 205 } });
    const next = here.visit();
    await next.settled();
    expect(now(next)).toMatchObject({ lists: 205 });
  });

  it('in all tabs: one that is started or stopped elsewhere is so here', async () => {
    const listeners: ((news: News) => void)[] = [];
    const told: News[] = [];
    const tabs: Tabs = { ...alone, tell: (news) => told.push(news), listen: (on) => listeners.push(on) };
    const visit = await open({ tabs });
    const other = here.visit();
    other.handle({ type: 'startExperiment', a: 'popularity', b: 'bias' });
    await other.settled();
    for (const listener of listeners) listener('experiments');
    await eventually(() => expect(visit.last('recommended').experiment).not.toBeNull());
    visit.handle({ type: 'seen', list: list(visit), movieIds: visit.recommended().slice(0, 1) });
    await visit.settled();
    expect(told).toContain('experiments');
    other.handle({ type: 'stopExperiment' });
    await other.settled();
    for (const listener of listeners) listener('experiments');
    await eventually(() => expect(visit.last('recommended').experiment).toBeNull());
  });

  it('and what cannot be kept is said', async () => {
    const storage = memoryAppStorage(here.stored);
    const failing = { ...storage.experiments, saveList: () => Promise.reject(new Error('disk full')) };
    const visit = await open({ openAppStorage: async () => ({ ...storage, experiments: failing }) });
    visit.handle({ type: 'startExperiment', a: 'popularity', b: 'bias' });
    await eventually(() => expect(visit.last('recommended').experiment).not.toBeNull());
    visit.handle({ type: 'seen', list: list(visit), movieIds: visit.recommended().slice(0, 1) });
    await visit.settled();
    expect(visit.last('failed').problem.message).toContain('disk full');
  });
});
