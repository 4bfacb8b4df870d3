import { describe, expect, it } from 'vitest';
import type { ProblemReport } from '../../../../src/base/problem.ts';
import type { Event } from '../../../../src/protocol/messages.ts';
import { type Act, initialState, isStalled, reduce, type State } from '../../../../src/ui/state/state.ts';
import { card, dataset, kept, movie, person, recommendedCard, run } from '../../../fixtures/movies.ts';

const stateAfter = (actions: readonly (Event | Act)[], from: State = initialState): State =>
  actions.reduce(reduce, from);
const opened: Event = {
  type: 'opened',
  person: person([[1, 4]]),
  dataset,
  runs: [],
  modelRunId: null,
  kept: true,
};
const problem: ProblemReport = { code: 'unexpected', message: 'It broke.', advice: 'Try again.' };
const rated = (id: number, stars: number | null, at = 2000): Act => ({
  type: 'rated',
  movie: movie(id),
  stars,
  at,
});

describe('opening', () => {
  it('shows how far loading is, until opened', () => {
    const loading = stateAfter([{ type: 'loading', step: 'download', done: 5, total: 10 }]);
    expect(loading.loading).toEqual({ step: 'download', done: 5, total: 10 });
    expect(stateAfter([opened], loading)).toMatchObject({ loading: null, openings: 1, kept: true, dataset });
  });

  it('keeps what was picked while it loaded', () => {
    const state = stateAfter([{ type: 'genresPicked', genres: ['War'] }, opened]);
    expect(state.person.genres).toEqual(['War']);
    expect(
      stateAfter([{ type: 'personChanged', person: person([], { genres: ['War'] }) }], state).pending.genres,
    ).toBeNull();
  });

  it('says when it cannot be opened, and forgets that once it is', () => {
    const failed = stateAfter([{ type: 'failed', problem }]);
    expect(failed.failedToOpen).toEqual(problem);
    expect(isStalled(failed)).toBe(true);
    expect(isStalled(stateAfter([opened], failed))).toBe(false);
    expect(isStalled(stateAfter([{ type: 'loading', step: 'download', done: 0, total: null }], failed))).toBe(
      false,
    );
  });
});

describe('rating', () => {
  it('shows at once, with a toast that knows the way back', () => {
    const state = stateAfter([opened, rated(1, 2.5)]);
    expect(state.stars.get(1)).toBe(2.5);
    expect(state.toasts).toMatchObject([{ kind: 'rated', stars: 2.5, previous: 4 }]);
  });

  it('stays when a late answer tells of an earlier act', () => {
    const state = stateAfter([
      opened,
      rated(1, 2),
      rated(1, null),
      { type: 'personChanged', person: person([[1, 2]]) },
    ]);
    expect(state.stars.has(1)).toBe(false);
    expect(stateAfter([{ type: 'personChanged', person: person() }], state).pending.stars.size).toBe(0);
  });

  it('puts the newest first', () => {
    expect(stateAfter([opened, rated(2, 5)]).person.ratings.map(({ movie }) => movie.id)).toEqual([2, 1]);
  });

  it('is taken back when the command failed', () => {
    const state = stateAfter([opened, rated(1, 1), { type: 'failed', problem }]);
    expect(state.stars.get(1)).toBe(4);
    expect(state.failedToOpen).toBeNull();
    expect(state.toasts.at(-1)).toMatchObject({ kind: 'problem', problem });
  });

  it('offers to undo only the newest', () => {
    expect(stateAfter([opened, rated(1, 1), rated(2, 3)]).toasts).toMatchObject([{ movie: { id: 2 } }]);
  });

  it('can be quiet, as an undo is', () => {
    expect(
      stateAfter([opened, { type: 'rated', movie: movie(1), stars: 1, at: 5, quiet: true }]).toasts,
    ).toEqual([]);
  });
});

describe('other acts', () => {
  it('skips a film and takes it back', () => {
    const skipped = stateAfter([opened, { type: 'skipped', movie: movie(3), skipped: true }]);
    expect([...skipped.skipped]).toEqual([3]);
    expect(skipped.toasts).toMatchObject([{ kind: 'skipped' }]);
    expect(stateAfter([{ type: 'skipped', movie: movie(3), skipped: false }], skipped).skipped.size).toBe(0);
  });

  it('is onboarded at once', () => {
    expect(stateAfter([opened, { type: 'onboardingFinished' }]).person.onboarded).toBe(true);
  });

  it('drops a toast and a search', () => {
    const state = stateAfter([opened, rated(1, 1), { type: 'searched', query: 'x', cards: [card(1)] }]);
    const id = state.toasts[0]?.id ?? 0;
    expect(stateAfter([{ type: 'toastGone', id }, { type: 'searchCleared' }], state)).toMatchObject({
      toasts: [],
      found: null,
    });
  });

  it('says the same problem once', () => {
    expect(
      stateAfter([opened, { type: 'failed', problem }, { type: 'failed', problem }]).toasts,
    ).toHaveLength(1);
  });
});

describe('answers', () => {
  it('takes lists as they come', () => {
    const components = { ease: 1, stars: 0, content: 0, popularity: 0 };
    const state = stateAfter([
      opened,
      {
        ...{ type: 'recommended', cards: [recommendedCard(2)], available: 2, components },
        ...{ took: null, by: 'hybrid', experiment: null, silent: false },
      },
      { type: 'asked', cards: [card(3)] },
      { type: 'searched', query: 'film', cards: [card(1)] },
    ]);
    expect(state.recommended).toEqual({
      ...{ cards: [recommendedCard(2)], available: 2, components },
      ...{ took: null, by: 'hybrid', experiment: null, silent: false },
    });
    expect(state.asked).toEqual([card(3)]);
    expect(state.found).toEqual({ query: 'film', cards: [card(1)] });
  });

  it('keeps the time of the last answer when a list comes that nobody asked for', () => {
    const components = { ease: 1, stars: 0, content: 0, popularity: 0 };
    const list = {
      ...({ type: 'recommended', cards: [recommendedCard(2)], available: 2, components } as const),
      ...({ by: 'hybrid', experiment: null, silent: false } as const),
    };
    const answered = [opened, { ...list, took: null }, { ...list, took: 7.5 }] as const;
    expect(stateAfter([...answered]).recommended?.took).toBe(7.5);
    expect(stateAfter([...answered, { ...list, took: null }]).recommended?.took).toBe(7.5);
    expect(stateAfter([...answered, { ...list, took: 3 }]).recommended?.took).toBe(3);
  });

  it('shows the film that was asked for and no other', () => {
    const page = { card: card(2), reason: null, histogram: [], similarByGenre: [], similarByTaste: null };
    const asked = stateAfter([opened, { type: 'movieAsked', movieId: 2 }]);
    expect(asked.movie).toEqual({ id: 2, page: null, missing: false });
    expect(stateAfter([{ type: 'movieOpened', ...page }], asked).movie?.page).toEqual(page);
    expect(stateAfter([{ type: 'movieOpened', ...page, card: card(9) }], asked)).toBe(asked);
    expect(stateAfter([{ type: 'movieMissing', movieId: 2 }], asked).movie?.missing).toBe(true);
    expect(stateAfter([{ type: 'movieMissing', movieId: 9 }], asked)).toBe(asked);
    expect(stateAfter([{ type: 'movieAsked', movieId: 2 }], asked)).toBe(asked);
  });
});

describe('a model file', () => {
  const bytes = new Uint8Array([1, 2, 3]);

  it('is told when it was saved, and its bytes are not kept', () => {
    const state = stateAfter([opened, { type: 'modelExported', name: 'matinee.safetensors', bytes }]);
    expect(state.toasts).toMatchObject([{ kind: 'modelSaved', name: 'matinee.safetensors' }]);
    expect(JSON.stringify(state)).not.toContain(JSON.stringify(bytes));
  });

  it('is told when its model is in use', () => {
    const imported = { ...kept(9), run: { ...run(9), importedFrom: 'theirs.safetensors' } };
    const state = stateAfter([opened, { type: 'modelImported', imported }]);
    expect(state.toasts).toMatchObject([{ kind: 'modelLoaded', name: 'theirs.safetensors' }]);
    expect(state.training).toMatchObject({ modelRunId: 9, currentId: 9 });
  });

  it('that is refused changes nothing but the message', () => {
    const before = stateAfter([opened, rated(1, 2)]);
    const after = stateAfter([{ type: 'refused', problem }], before);
    expect(after).toEqual({ ...before, toasts: after.toasts });
    expect(after.toasts.at(-1)).toMatchObject({ kind: 'problem', problem });
  });
});

describe('ends', () => {
  it('says that the worker died, until it is open again', () => {
    const dead = stateAfter([opened, rated(1, 1), { type: 'workerDied', problem, restarting: true }]);
    expect(dead).toMatchObject({ dead: { problem, restarting: true }, training: { phase: 'none' } });
    expect(dead.stars.get(1)).toBe(1);
    expect(isStalled(dead)).toBe(false);
    expect(isStalled(stateAfter([{ type: 'workerDied', problem, restarting: false }], dead))).toBe(true);
    expect(stateAfter([opened], dead)).toMatchObject({ dead: null, openings: 2 });
  });

  it('forgets everything', () => {
    const state = stateAfter([opened, rated(2, 5), { type: 'forgotten' }]);
    expect(state.person.ratings).toEqual([]);
    expect(state.dataset).toBeNull();
    expect(state.loading).not.toBeNull();
  });
});
