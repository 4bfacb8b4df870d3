import { describe, expect, it } from 'vitest';
import type { ProblemReport } from '../../../../src/base/problem.ts';
import type { Act, Action } from '../../../../src/ui/state/actions.ts';
import { isStalled } from '../../../../src/ui/state/app-state.ts';
import { initialState, reduce, type State } from '../../../../src/ui/state/state.ts';
import { dataset, movie, openedEvent, person, run, storedRun } from '../../../fixtures/movies.ts';

const stateAfter = (actions: readonly Action[], from: State = initialState): State =>
  actions.reduce(reduce, from);
const opened = openedEvent([[1, 4]]);
const problem: ProblemReport = { code: 'unexpected', message: 'It broke.', advice: 'Try again.' };
const rated = (id: number, stars: number | null, at = 2000): Act => ({
  type: 'rated',
  movie: movie(id),
  stars,
  at,
});

const rateCommand = (movieId: number, stars: number) => ({ type: 'rate' as const, movieId, stars });

describe('opening', () => {
  it('shows how far loading is, until opened', () => {
    const loading = stateAfter([{ type: 'loading', step: 'download', done: 5, total: 10 }]);
    expect(loading.app.loading).toEqual({ step: 'download', done: 5, total: 10 });
    expect(stateAfter([opened], loading).app).toMatchObject({
      loading: null,
      isOpen: true,
      isPersistent: true,
      dataset,
    });
  });

  it('keeps what was picked while it loaded', () => {
    const state = stateAfter([{ type: 'genresPicked', genres: ['War'], at: 1 }, opened]);
    expect(state.person.genres).toEqual(['War']);
    expect(
      stateAfter([{ type: 'personChanged', person: person([], { genres: ['War'] }) }], state).person.pending
        .genres,
    ).toBeNull();
  });

  it('says when it cannot be opened, and forgets that once it is', () => {
    const failed = stateAfter([{ type: 'failed', problem }]);
    expect(failed.app.failedToOpen).toEqual(problem);
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
    expect(state.person.starsOf.get(1)).toBe(2.5);
    expect(state.toasts).toMatchObject([{ kind: 'rated', stars: 2.5, previous: 4 }]);
  });

  it('stays when a late answer tells of an earlier act', () => {
    const state = stateAfter([
      opened,
      rated(1, 2),
      rated(1, null),
      { type: 'personChanged', person: person([[1, 2]]) },
    ]);
    expect(state.person.starsOf.has(1)).toBe(false);
    expect(stateAfter([{ type: 'personChanged', person: person() }], state).person.pending.stars.size).toBe(
      0,
    );
  });

  it('puts the newest first', () => {
    expect(stateAfter([opened, rated(2, 5)]).person.ratings.map(({ movie }) => movie.id)).toEqual([2, 1]);
  });

  it('stays when something else failed', () => {
    const others = [undefined, rateCommand(1, 5), rateCommand(2, 1), { type: 'backUp' as const }];
    for (const of of others) {
      const state = stateAfter([opened, rated(1, 1), { type: 'failed', problem, ...(of && { of }) }]);
      expect(state.person.starsOf.get(1)).toBe(1);
    }
  });

  it('is taken back when the command failed', () => {
    const state = stateAfter([opened, rated(1, 1), { type: 'failed', problem, of: rateCommand(1, 1) }]);
    expect(state.person.starsOf.get(1)).toBe(4);
    expect(state.app.failedToOpen).toBeNull();
    expect(state.toasts.at(-1)).toMatchObject({ kind: 'problem', problem });
  });

  it('can undo only the newest change', () => {
    expect(stateAfter([opened, rated(1, 1), rated(2, 3)]).toasts).toMatchObject([{ movie: { id: 2 } }]);
  });

  it('can be quiet, as an undo is', () => {
    expect(
      stateAfter([opened, { type: 'rated', movie: movie(1), stars: 1, at: 5, quiet: true }]).toasts,
    ).toEqual([]);
  });
});

describe('other acts', () => {
  it('skips a movie and takes it back', () => {
    const skipped = stateAfter([opened, { type: 'skipped', movie: movie(3), skipped: true }]);
    expect([...skipped.person.skipped]).toEqual([3]);
    expect(skipped.toasts).toMatchObject([{ kind: 'skipped' }]);
    expect(
      stateAfter([{ type: 'skipped', movie: movie(3), skipped: false }], skipped).person.skipped.size,
    ).toBe(0);
  });

  it('is onboarded at once', () => {
    expect(stateAfter([opened, { type: 'onboardingFinished' }]).person.onboarded).toBe(true);
  });

  it('puts a movie aside at once, with a toast that knows the way back', () => {
    const marked = stateAfter([
      opened,
      { type: 'marked', movie: movie(3), mark: 'watchlist', at: 3000 },
      { type: 'marked', movie: movie(3), mark: 'seen', at: 4000 },
    ]);
    expect(marked.person.markOf.get(3)).toBe('seen');
    expect(marked.toasts).toMatchObject([{ kind: 'marked', mark: 'seen', previous: 'watchlist' }]);
  });

  it('drops a toast', () => {
    const state = stateAfter([opened, rated(1, 1)]);
    const id = state.toasts[0]?.id ?? 0;
    expect(stateAfter([{ type: 'toastGone', id }], state).toasts).toEqual([]);
  });

  it('shows more of the list', () => {
    expect(stateAfter([opened, { type: 'moreShown', count: 48 }]).forYou.count).toBe(48);
  });

  it('that change nothing leave the state as it is', () => {
    const state = stateAfter([opened]);
    expect(reduce(state, { type: 'importAccepted' })).toBe(state);
  });

  it('says the same problem once', () => {
    expect(
      stateAfter([opened, { type: 'failed', problem }, { type: 'failed', problem }]).toasts,
    ).toHaveLength(1);
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
    const imported = { ...storedRun(9), run: { ...run(9), importedFrom: 'theirs.safetensors' } };
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
    expect(dead).toMatchObject({ app: { dead: { problem, restarting: true } }, training: { phase: 'none' } });
    expect(dead.person.starsOf.get(1)).toBe(1);
    expect(isStalled(dead)).toBe(false);
    expect(isStalled(stateAfter([{ type: 'workerDied', problem, restarting: false }], dead))).toBe(true);
    expect(stateAfter([opened], dead).app.dead).toBeNull();
  });

  it('leaves a message of a worker that is started again, which outlasts the restart', () => {
    const died = (restarting: boolean) => stateAfter([opened, { type: 'workerDied', problem, restarting }]);
    expect(stateAfter([opened], died(true)).toasts).toMatchObject([{ kind: 'problem', problem }]);
    expect(died(false).toasts).toEqual([]);
  });

  it('forgets everything', () => {
    const state = stateAfter([opened, rated(2, 5), { type: 'forgotten' }]);
    expect(state.person.ratings).toEqual([]);
    expect(state.app.dataset).toBeNull();
    expect(state.app.isForgotten).toBe(true);
  });
});
