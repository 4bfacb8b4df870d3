import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultTraining } from '../../../src/algorithms.ts';
import type { Event } from '../../../src/worker/protocol.ts';
import { createSession, type Ports, type Session } from '../../../src/worker/session.ts';
import { fakeTraining, memoryKeeping, smallDataset } from './fakes.ts';

const dataset = smallDataset();
let events: Event[];
let stored: Map<string, unknown>;
let fetched: number;

function visit(change: Partial<Ports> = {}): Session {
  const training = fakeTraining(dataset);
  // Bound to this visit's list: an earlier test's training may still be running.
  const own = events;
  return createSession({
    emit: (event) => own.push(event),
    openKeeping: async () => memoryKeeping(stored),
    fetchDataset: async () => {
      fetched++;
      return dataset;
    },
    loadTraining: async () => training as never,
    ...change,
  });
}

function last<T extends Event['type']>(type: T): Extract<Event, { type: T }> {
  const found = events.findLast((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type} in ${events.map((e) => e.type).join(', ')}`);
  return found as Extract<Event, { type: T }>;
}
const until = (type: Event['type']) => vi.waitFor(() => last(type));
const recommended = () => last('recommended').cards.map((card) => card.movie.id);

beforeEach(() => {
  events = [];
  stored = new Map();
  fetched = 0;
});

describe('first visit', () => {
  it('recommends at once, before anything is trained, then trains by itself and keeps the model', async () => {
    const session = visit();
    session.handle({ type: 'open', backend: 'auto' });
    await session.settled();
    expect(last('opened').person.onboarded).toBe(false);
    expect(last('recommended').cards.length).toBe(24);
    expect(last('recommended').cards[0].predicted).toBeNull();
    await until('trainingEnded');
    expect(last('trainingEnded').end).toBe('finished');
    expect(last('recommended').cards[0].predicted).toBeGreaterThan(0);
    expect(stored.has('model')).toBe(true);
    expect(stored.has('ease')).toBe(true);
  });

  it('follows picked genres', async () => {
    const session = visit();
    session.handle({ type: 'open', backend: 'auto' });
    await session.settled();
    const meanRank = () => {
      const ranks = last('recommended').cards.flatMap((c, rank) =>
        c.movie.genres[0] === 'Horror' ? [rank] : [],
      );
      return ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
    };
    const before = meanRank();
    session.handle({ type: 'pickGenres', genres: ['Horror'] });
    await session.settled();
    expect(last('personChanged').person.genres).toEqual(['Horror']);
    expect(meanRank()).toBeLessThan(before);
  });
});

describe('rating', () => {
  it('changes the list at once, never shows rated films, and is undone by null', async () => {
    const session = visit();
    session.handle({ type: 'open', backend: 'auto' });
    await session.settled();
    const before = recommended();
    session.handle({ type: 'rate', movieId: before[0], stars: 5 });
    await session.settled();
    expect(recommended()).not.toContain(before[0]);
    expect(last('personChanged').person.ratings[0]).toMatchObject({ stars: 5, movie: { id: before[0] } });
    const reasons = last('recommended').cards.map((card) => card.reason);
    for (const reason of reasons) {
      if (reason.kind === 'rated') expect(reason.because.map((b) => b.movie.id)).toEqual([before[0]]);
    }
    session.handle({ type: 'rate', movieId: before[0], stars: null });
    await session.settled();
    expect(recommended()).toEqual(before);
  });

  it.each([
    [100, 0.3],
    [100, 5.5],
    [100, Number.NaN],
    [99999, 4],
  ])('refuses film %d with %d stars and changes nothing', async (movieId, stars) => {
    const session = visit();
    session.handle({ type: 'open', backend: 'auto' });
    session.handle({ type: 'rate', movieId, stars });
    await session.settled();
    expect(last('failed').problem.code).toBe('data-invalid');
    await expect(memoryKeeping(stored).loadPerson()).resolves.toMatchObject({ ratings: new Map() });
  });

  it('that cannot be stored is said and taken back', async () => {
    const session = visit({
      openKeeping: async () => ({
        ...memoryKeeping(stored),
        setRating: () => Promise.reject(new Error('disk full')),
      }),
    });
    session.handle({ type: 'open', backend: 'auto' });
    await session.settled();
    const before = recommended();
    session.handle({ type: 'rate', movieId: before[0], stars: 5 });
    await session.settled();
    expect(last('failed').problem.message).toContain('disk full');
    expect(last('personChanged').person.ratings).toEqual([]);
    expect(recommended()).toEqual(before);
  });

  it('asks about other films once one is skipped', async () => {
    const session = visit();
    session.handle({ type: 'open', backend: 'auto' });
    await session.settled();
    const first = last('asked').cards[0].movie.id;
    session.handle({ type: 'skip', movieId: first, skipped: true });
    await session.settled();
    expect(last('asked').cards.map((card) => card.movie.id)).not.toContain(first);
  });
});

describe('next visit', () => {
  it('finds everything without fetching or training', async () => {
    const first = visit();
    first.handle({ type: 'open', backend: 'auto' });
    first.handle({ type: 'rate', movieId: 103, stars: 4.5 });
    first.handle({ type: 'finishOnboarding' });
    await until('trainingEnded');
    await first.settled();
    const list = recommended();
    events = [];
    const second = visit({ loadTraining: () => Promise.reject(new Error('must not be loaded')) });
    second.handle({ type: 'open', backend: 'auto' });
    await second.settled();
    expect(fetched).toBe(1);
    expect(last('opened').person).toMatchObject({ onboarded: true, ratings: [{ stars: 4.5 }] });
    expect(last('opened').lastRun?.points.length).toBe(defaultTraining.epochs);
    expect(recommended()).toEqual(list);
    expect(events.some((event) => event.type === 'trainingPreparing')).toBe(false);
  });

  it('says what is damaged and fetches the data set anew', async () => {
    const session = visit({
      openKeeping: async () => ({
        ...memoryKeeping(stored),
        loadDataset: () => Promise.reject(new Error('flipped bit')),
      }),
    });
    session.handle({ type: 'open', backend: 'auto' });
    await session.settled();
    expect(last('failed').problem.message).toContain('flipped bit');
    expect(fetched).toBe(1);
    expect(last('opened').dataset.id).toBe('small-1');
  });

  it('starts as new after everything was forgotten', async () => {
    const session = visit();
    session.handle({ type: 'open', backend: 'auto' });
    session.handle({ type: 'rate', movieId: 103, stars: 4.5 });
    session.handle({ type: 'forgetEverything' });
    await session.settled();
    expect(last('opened').person).toEqual({ ratings: [], genres: [], onboarded: false });
    expect(fetched).toBe(2);
  });
});

describe('training', () => {
  const slow = { ...defaultTraining, epochs: 100 };

  async function started(): Promise<Session> {
    const session = visit({ loadTraining: async () => fakeTraining(dataset, 5) as never });
    session.handle({ type: 'open', backend: 'auto' });
    session.handle({ type: 'train', settings: slow });
    await vi.waitFor(() => expect(last('trainingStarted').run.settings.epochs).toBe(100));
    await until('trainingProgressed');
    return session;
  }

  it('pauses, resumes and stops; a stopped run keeps its model', async () => {
    const session = await started();
    session.handle({ type: 'pauseTraining' });
    await until('trainingPaused');
    await new Promise((resolve) => setTimeout(resolve, 30));
    const held = last('trainingProgressed').point.epoch;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(last('trainingProgressed').point.epoch).toBe(held);
    session.handle({ type: 'rate', movieId: 103, stars: 4 });
    await session.settled();
    expect(last('personChanged').person.ratings.length).toBe(1);
    session.handle({ type: 'resumeTraining' });
    await vi.waitFor(() => expect(last('trainingProgressed').point.epoch).toBeGreaterThan(held + 1));
    session.handle({ type: 'stopTraining' });
    await until('trainingEnded');
    expect(last('trainingEnded').end).toBe('stopped');
    expect(last('recommended').cards[0].predicted).not.toBeNull();
  });

  it('gives way to a run started later', async () => {
    const session = await started();
    const first = last('trainingStarted').run.id;
    session.handle({ type: 'train', settings: { ...slow, epochs: 3 } });
    await until('trainingEnded');
    expect(last('trainingEnded')).toMatchObject({ end: 'finished' });
    expect(last('trainingEnded').runId).not.toBe(first);
    expect(events.filter((event) => event.type === 'trainingEnded').length).toBe(1);
  });

  it('that fails says so, and leaves the last good model in use', async () => {
    const session = visit();
    session.handle({ type: 'open', backend: 'auto' });
    await until('trainingEnded');
    const before = last('recommended');
    session.handle({ type: 'train', settings: { ...defaultTraining, learningRate: 0.5 } });
    await until('trainingFailed');
    expect(last('trainingFailed').problem.message).toContain('made to fail');
    session.handle({ type: 'showMore', count: 24 });
    await session.settled();
    expect(last('recommended')).toEqual(before);
  });
});
