import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import {
  addCounts,
  countList,
  noCounts,
  otherTeam,
  type Pick,
  type ShownMovie,
  type Team,
  teamDraft,
} from '../../../src/evaluation/interleaving.ts';
import { fc } from '../../fixtures/property.ts';

const list = fc.uniqueArray(fc.nat(40), { maxLength: 25 });
const seed = fc.nat();

describe('team draft', () => {
  it('lets both teams pick in pairs and takes each movie once', () => {
    const picks = teamDraft([1, 2, 3, 4], [2, 5, 1, 6], 6, 7);
    expect(new Set(picks.map(({ item }) => item))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    for (let n = 0; n < picks.length; n += 2) expect(picks[n].team).not.toBe(picks[n + 1].team);
  });

  test('every pick is the best item that its team can take', () => {
    fc.assert(
      fc.property(list, list, fc.nat(30), seed, (a, b, length, from) => {
        const picks = teamDraft(a, b, length, from);
        const taken = new Set<number>();
        for (const { item, team } of picks) {
          const own = team === 'a' ? a : b;
          expect(own.find((one) => !taken.has(one))).toBe(item);
          taken.add(item);
        }
        expect(picks).toHaveLength(Math.min(length, new Set([...a, ...b]).size));
      }),
    );
  });

  test('the numbers of picks differ by at most one while both teams have movies left', () => {
    fc.assert(
      fc.property(list, list, seed, (a, b, from) => {
        const count = { a: 0, b: 0 };
        const taken = new Set<number>();
        for (const { item, team } of teamDraft(a, b, 50, from)) {
          const both = [a, b].every((own) => own.some((one) => !taken.has(one)));
          count[team]++;
          taken.add(item);
          if (both) expect(Math.abs(count.a - count.b)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('equal seeds give equal lists, and existing picks stay', () => {
    fc.assert(
      fc.property(list, list, fc.nat(20), seed, (a, b, length, from) => {
        const picks = teamDraft(a, b, length, from);
        expect(teamDraft(a, b, length, from)).toEqual(picks);
        const more = teamDraft(a, b, length + 5, from + 1, picks);
        expect(more.slice(0, picks.length)).toEqual(picks);
        expect(new Set(more.map(({ item }) => item)).size).toBe(more.length);
      }),
    );
  });

  it('lets each team begin about equally often', () => {
    const first = Array.from({ length: 4000 }, (_, n) => teamDraft([1], [2], 1, n)[0].team);
    const share = first.filter((team) => team === 'a').length / first.length;
    // Four standard errors of a fair coin.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.032);
  });
});

/** Counts over many lists. The probability that a movie is opened falls with its position. */
function play(a: readonly number[], b: readonly number[], lists: number, likes: (item: number) => number) {
  const random = createRandom(3);
  let counts = noCounts;
  for (let n = 0; n < lists; n++) {
    const picks = teamDraft(a, b, 10, random.integer(2 ** 31));
    const shown = picks.map(
      ({ item, team }, place): ShownMovie => ({
        team,
        opened: random.uniform() < likes(item) / (1 + place),
        liked: false,
        watchlisted: false,
      }),
    );
    counts = addCounts(counts, countList(shown));
  }
  return counts;
}

describe('who wins', () => {
  const items = Array.from({ length: 20 }, (_, n) => n);

  it('is random for equal lists, although people prefer the first positions', () => {
    const { wins } = play(items, items, 6000, () => 0.4);
    const decided = wins.a + wins.b;
    expect(decided).toBeGreaterThan(2000);
    expect(Math.abs(wins.a / decided - 0.5)).toBeLessThan(4 / (2 * Math.sqrt(decided)));
  });

  it('is random for different lists if the person only looks at positions', () => {
    const { wins } = play(items, [...items].reverse(), 6000, () => 0.4);
    const decided = wins.a + wins.b;
    expect(Math.abs(wins.a / decided - 0.5)).toBeLessThan(4 / (2 * Math.sqrt(decided)));
  });

  it('is the better list if the person has preferences', () => {
    const { wins } = play(items, [...items].reverse(), 2000, (item) => (item < 10 ? 0.5 : 0.1));
    expect(wins.a).toBeGreaterThan(2 * wins.b);
  });
});

describe('counting', () => {
  const movie = (team: Team, did: Partial<ShownMovie> = {}): ShownMovie => ({
    team,
    opened: false,
    liked: false,
    watchlisted: false,
    ...did,
  });

  it('counts a movie once, whatever the person did with it', () => {
    const all = { opened: true, liked: true, watchlisted: true };
    const counts = countList([
      movie('a', all),
      movie('b', { opened: true }),
      movie('b', { watchlisted: true }),
    ]);
    expect(counts).toEqual({
      teams: { a: { shown: 1, opened: 1, converted: 1 }, b: { shown: 2, opened: 1, converted: 1 } },
      wins: { a: 0, b: 1 },
      ties: 0,
      idle: 0,
    });
  });

  it('distinguishes ties from lists in which nothing was chosen', () => {
    const tie = countList([movie('a', { opened: true }), movie('b', { liked: true })]);
    expect(tie).toMatchObject({ wins: { a: 0, b: 0 }, ties: 1, idle: 0 });
    expect(countList([movie('a'), movie('b')])).toMatchObject({ ties: 0, idle: 1 });
    expect(addCounts(tie, tie)).toMatchObject({
      ties: 2,
      teams: { a: { shown: 2, opened: 2, converted: 0 } },
    });
  });

  test('swapping the teams swaps the counts', () => {
    const movies = fc.array(
      fc.record({
        team: fc.constantFrom<Team>('a', 'b'),
        opened: fc.boolean(),
        liked: fc.boolean(),
        watchlisted: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(movies, (shown) => {
        const one = countList(shown);
        const swapped = countList(shown.map((each) => ({ ...each, team: otherTeam(each.team) })));
        expect(swapped.teams).toEqual({ a: one.teams.b, b: one.teams.a });
        expect(swapped.wins).toEqual({ a: one.wins.b, b: one.wins.a });
        expect(one.wins.a + one.wins.b + one.ties + one.idle).toBe(1);
      }),
    );
  });
});

test('after existing picks the team with fewer picks is next', () => {
  const existing: Pick[] = [
    { item: 1, team: 'a' },
    { item: 2, team: 'a' },
  ];
  for (let n = 0; n < 20; n++) {
    const picks = teamDraft([1, 2, 3, 4], [5, 6, 7], 4, n, existing);
    expect(picks.slice(2)).toEqual([
      { item: 5, team: 'b' },
      { item: 6, team: 'b' },
    ]);
  }
});
