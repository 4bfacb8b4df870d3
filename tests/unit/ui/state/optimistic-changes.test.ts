import { describe, expect, it } from 'vitest';
import { defaultListSettings, type ListSettings } from '../../../../src/protocol/list-settings.ts';
import type { PersonState } from '../../../../src/protocol/person-messages.ts';
import type { Action } from '../../../../src/ui/state/actions.ts';
import { noPending } from '../../../../src/ui/state/optimistic-changes.ts';
import { personSlice, type ShownPerson } from '../../../../src/ui/state/person-state.ts';
import { movie, openedEvent, person } from '../../../fixtures/movies.ts';

const personAfter = (actions: readonly Action[], from: ShownPerson = personSlice.initial): ShownPerson =>
  actions.reduce((state, action) => personSlice.reduce(state, action, null), from);
const opened = personAfter([openedEvent()]);

const settings = (adventure: number, genres: readonly string[] = []): ListSettings => ({
  ...defaultListSettings,
  adventure,
  genres,
});
const set = (listSettings: ListSettings): Action => ({
  type: 'listSettingsChanged',
  listSettings,
  at: 7,
});
const rate = (stars: number | null): Action => ({ type: 'rated', movie: movie(1), stars, at: 5000 });
const confirmed = (of: PersonState): Action => ({ type: 'personChanged', person: of });
const confirmedSettings = (listSettings: ListSettings): Action => confirmed(person([], { listSettings }));

describe('list settings that are changed straight after each other', () => {
  it('are shown as set last, whatever earlier ones are confirmed meanwhile', () => {
    const sent = personAfter([set(settings(0.1)), set(settings(0.2)), set(settings(0.3))], opened);
    for (const adventure of [0.1, 0.2]) {
      expect(personAfter([confirmedSettings(settings(adventure))], sent).listSettings.adventure).toBe(0.3);
    }
    const all = personAfter(
      [0.1, 0.2, 0.3].map((adventure) => confirmedSettings(settings(adventure))),
      sent,
    );
    expect(all.listSettings.adventure).toBe(0.3);
    expect(all.pending).toEqual(noPending);
  });

  it('wait for their second confirmation where they were set twice', () => {
    const [on, off] = [settings(1), settings(0)];
    const sent = personAfter([set(on), set(off), set(on)], opened);
    const first = personAfter([confirmedSettings(on)], sent);
    expect(first.pending.listSettings).toEqual([off, on]);
    const second = personAfter([confirmedSettings(off)], first);
    expect(second.listSettings.adventure).toBe(1);
    expect(personAfter([confirmedSettings(on)], second).pending).toEqual(noPending);
  });

  it('are confirmed by what means the same, in another order of fields', () => {
    const sent = personAfter([set(settings(0.5, ['War', 'Drama']))], opened);
    const reordered = Object.fromEntries(
      Object.entries(settings(0.5, ['Drama', 'War'])).reverse(),
    ) as unknown as ListSettings;
    expect(personAfter([confirmedSettings(reordered)], sent).pending.listSettings).toBeNull();
  });
});

describe('a rating that is changed straight after another', () => {
  it('does not fall back while earlier stars are confirmed', () => {
    const sent = personAfter([rate(4), rate(null), rate(4)], opened);
    const steps = [[[1, 4]], [], [[1, 4]]] as const;
    let shown = sent;
    for (const ratings of steps) {
      shown = personAfter([confirmed(person(ratings))], shown);
      expect(shown.starsOf.get(1)).toBe(4);
    }
    expect(shown.pending.stars.size).toBe(0);
  });

  it('is not confirmed by news of something else', () => {
    const taken = personAfter([rate(4), rate(null), confirmed(person([], { genres: ['War'] }))], opened);
    expect(taken.pending.stars.get(1)?.sent).toEqual([4, null]);
    expect(personAfter([confirmed(person([[1, 4]]))], taken).starsOf.has(1)).toBe(false);
  });

  it('is settled by the stars that were there before, when these were given once more', () => {
    const given = personAfter([rate(4)], personAfter([openedEvent([[1, 4]])]));
    expect(personAfter([confirmed(person([[1, 4]]))], given).pending.stars.size).toBe(0);
  });

  it('waits only for its last stars when a session opens with what was pending', () => {
    const sent = personAfter([rate(4), rate(3), rate(5)], opened);
    expect(personAfter([openedEvent([[1, 5]])], sent).pending).toEqual(noPending);
    expect(personAfter([openedEvent([[1, 4]])], sent).pending.stars.get(1)?.sent).toEqual([5]);
  });
});

it('marks and genres are shown at once and settled one by one', () => {
  const sent = personAfter(
    [
      { type: 'marked', movie: movie(2), mark: 'watchlist', at: 1 },
      { type: 'marked', movie: movie(2), mark: 'seen', at: 2 },
      { type: 'genresPicked', genres: ['War'], at: 3 },
      { type: 'genresPicked', genres: ['War', 'Drama'], at: 4 },
    ],
    opened,
  );
  expect([sent.markOf.get(2), sent.genres]).toEqual(['seen', ['War', 'Drama']]);
  const late = personAfter(
    [confirmed(person([], { genres: ['War'], marks: [{ movie: movie(2), mark: 'watchlist', at: 1 }] }))],
    sent,
  );
  expect([late.markOf.get(2), late.genres]).toEqual(['seen', ['War', 'Drama']]);
  const done = personAfter(
    [confirmed(person([], { genres: ['Drama', 'War'], marks: [{ movie: movie(2), mark: 'seen', at: 2 }] }))],
    late,
  );
  expect(done.pending).toEqual(noPending);
});
