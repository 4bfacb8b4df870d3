import { describe, expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import type { PersonCommand } from '../../../../src/protocol/person-messages.ts';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { type MergedPerson, mergePersons } from '../../../../src/storage/person/merge-persons.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { noChange, type PersonChange } from '../../../../src/storage/person/person-transaction.ts';
import type { StoredWaiting } from '../../../../src/storage/person/waiting-schema.ts';
import { backupOf } from '../../../../src/worker/import/export-backup.ts';
import { createImportSession } from '../../../../src/worker/import/import-session.ts';
import { removedWaiting, timesOf } from '../../../../src/worker/import/waiting-rows.ts';
import { type AppStorage, appStorageOf } from '../../../../src/worker/session/app-storage.ts';
import { applyCommand, timeOfChange, writeCommand } from '../../../../src/worker/session/apply-command.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { droppedFile } from '../../../fixtures/archives.ts';
import { fc } from '../../../fixtures/property.ts';
import { dataset } from '../../../fixtures/visits.ts';

const catalogue = createCatalogue(dataset, plainProduct);

/** What a person does on a device, or what an import does. */
type Step =
  | { readonly command: PersonCommand }
  | { readonly rankedBy: 'popularity' | 'ials' }
  | { readonly trained: boolean }
  | { readonly change: (now: number) => PersonChange };

const movieId = fc.integer({ min: 100, max: 103 });
const notFound = (n: number): [string, StoredWaiting] => [
  `imdb ${n}`,
  {
    titles: [`Nowhere ${n}`],
    year: 2030,
    movieId: null,
    imdb: n,
    tmdb: null,
    rows: [{ opinion: { kind: 'rating', stars: n % 2 ? 4 : 2 }, at: n, isCurrent: true }],
  },
];
/** A person who is kept, or no more, as `keepGuest` does it. */
const keeps = (id: string, isStored: boolean): Step => ({
  change: (at) => ({
    ...noChange,
    guests: new Map([
      [id, isStored ? { name: id, ratings: [{ movieId: 100, rating: 4 }], seen: [], at: 1 } : null],
    ]),
    changed: new Map([[`guest ${id}`, at]]),
  }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    command: fc.oneof(
      fc.record({
        type: fc.constant('rate' as const),
        movieId,
        stars: fc.option(fc.constantFrom(0.5, 3, 5)),
      }),
      fc.record({
        type: fc.constant('mark' as const),
        movieId,
        mark: fc.option(fc.constantFrom('seen' as const, 'watchlist' as const, 'notInterested' as const)),
      }),
      fc.record({ type: fc.constant('skip' as const), movieId, skipped: fc.boolean() }),
      fc.record({
        type: fc.constant('pickGenres' as const),
        genres: fc.subarray(['Comedy', 'Drama', 'Horror']),
      }),
      fc.constantFrom(0, 0.5, 1).map(
        (niche): PersonCommand => ({
          type: 'setListSettings',
          listSettings: { ...defaultListSettings, niche },
        }),
      ),
      fc.constant<PersonCommand>({ type: 'finishOnboarding' }),
    ),
  }),
  fc.record({ rankedBy: fc.constantFrom('popularity' as const, 'ials' as const) }),
  fc.record({ trained: fc.boolean() }),
  fc
    .record({
      name: fc.constantFrom('rainy', 'best'),
      movieIds: fc.uniqueArray(movieId, { minLength: 1, maxLength: 3 }),
    })
    .map(
      ({ name, movieIds }): Step => ({
        change: (at) => ({ ...noChange, namedLists: new Map([[name, { movieIds, at }]]) }),
      }),
    ),
  fc
    .record({ id: fc.constantFrom('ann', 'bob'), isStored: fc.boolean() })
    .map(({ id, isStored }) => keeps(id, isStored)),
  fc.record({ n: fc.integer({ min: 1, max: 3 }), isThere: fc.boolean() }).map(
    ({ n, isThere }): Step => ({
      change(at) {
        const [key, row] = notFound(n);
        if (!isThere) return removedWaiting(key, at);
        const waiting = new Map([[key, row]]);
        const corrections = new Map([[`title a film ${n}`, 100 + n]]);
        return { ...noChange, waiting, corrections, changed: timesOf({ waiting, corrections }, at) };
      },
    }),
  ),
);

/** Each step with the device, 0 or 1, and how much later it is than the one before: devices change at the same time, too. */
const history = fc.array(
  fc.record({ step, device: fc.constantFrom(0, 1), wait: fc.integer({ min: 0, max: 2 }) }),
  { maxLength: 25 },
);

interface Device {
  readonly storage: AppStorage;
  /** Milliseconds that its clock is ahead. */
  readonly ahead: number;
}

async function newDevice(ahead = 0): Promise<Device> {
  const store = inMemoryStore();
  return {
    storage: appStorageOf(await openPerson(store), await openData(inMemoryStore()), true),
    ahead,
  };
}

async function does({ storage, ahead }: Device, one: Step, now: number): Promise<void> {
  const person = await storage.loadPerson();
  const time = now + ahead;
  if ('command' in one) await writeCommand(storage, one.command, timeOfChange(person, one.command, time));
  else if ('rankedBy' in one) await storage.setRankedBy(one.rankedBy, time);
  else if ('trained' in one) await storage.setTrainingSettings(one.trained ? defaultTraining : null, time);
  else await storage.changePerson(one.change(time));
}

const sessionOf = ({ storage }: Device) => createImportSession({ catalogue, storage, facts: () => noFacts });

async function backUp({ storage }: Device): Promise<string> {
  return backupOf(await storage.loadPerson(), catalogue, new Date(0)).text;
}

/** Drops a back-up and accepts it. @returns what the page says of it */
async function drop(device: Device, text: string) {
  const session = sessionOf(device);
  const review = await session.preview([droppedFile('b.json', text)]);
  if (!('merge' in review)) throw new Error('not a back-up');
  await session.accept();
  return { review, session };
}

/** What has to be the same on both devices: everything, and for how long it has been so. */
async function known({ storage }: Device): Promise<MergedPerson> {
  const person = await storage.loadPerson();
  // In the order of the keys; merged with itself, it is in the form that a merge gives.
  const { changed, ...same } = mergePersons(person, person);
  const sorted = <T>(map: ReadonlyMap<number | string, T>) =>
    new Map([...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  return {
    ...same,
    // Whoever gets ratings by an import is asked no first questions, whatever the other device was asked.
    onboarded: same.onboarded || same.ratings.size > 0,
    ratings: sorted(same.ratings) as typeof same.ratings,
    marks: sorted(same.marks) as typeof same.marks,
    skipped: new Set([...same.skipped].sort()),
    guests: sorted(same.guests) as typeof same.guests,
    changed: sorted(changed) as typeof changed,
  };
}

describe('two devices', () => {
  it('end the same, whatever was done on either, and in whatever order their back-ups were merged', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.constantFrom(0, 5), async (steps, ahead) => {
        const devices = [await newDevice(ahead), await newDevice()];
        let now = 10;
        for (const { step: one, device, wait } of steps) {
          now += wait;
          await does(devices[device], one, now);
        }
        const [a, b] = devices;
        const [ofA, ofB] = [await backUp(a), await backUp(b)];
        // Both at once.
        await drop(a, ofB);
        await drop(b, ofA);
        expect(await known(a)).toEqual(await known(b));
        // A third device that gets both, in the other order, knows the same.
        const third = await newDevice();
        await drop(third, ofB);
        await drop(third, ofA);
        expect(await known(third)).toEqual(await known(a));
        // Merged again, nothing is new.
        const merged = await known(a);
        expect((await drop(a, ofB)).review.changes).toBe(0);
        expect((await drop(a, await backUp(b))).review.changes).toBe(0);
        expect((await drop(a, await backUp(a))).review.changes).toBe(0);
        expect(await known(a)).toEqual(merged);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('keep the latest change of each thing, from one to the other and back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ step, device: fc.constantFrom(0, 1) }), { maxLength: 20 }),
        async (steps) => {
          const devices = [await newDevice(), await newDevice()];
          const alone = await newDevice();
          for (const [n, { step: one, device }] of steps.entries()) {
            // A list of one device is no later version of the other's: it only grows.
            await does(devices[device], one, 10 + n);
            if (!('change' in one)) await does(alone, one, 10 + n);
          }
          const [a, b] = devices;
          await drop(b, await backUp(a));
          await drop(a, await backUp(b));
          const [merged, one] = [await known(a), await known(alone)];
          expect(merged).toEqual(await known(b));
          const opinions = ({
            ratings,
            marks,
            skipped,
            genres,
            listSettings,
            rankedBy,
            trainingSettings,
          }: MergedPerson) => ({
            ratings,
            marks,
            skipped,
            genres,
            listSettings,
            rankedBy,
            trainingSettings,
          });
          expect(opinions(merged)).toEqual(opinions(one));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

const rate = (movieId: number, stars: number | null): Step => ({ command: { type: 'rate', movieId, stars } });

describe('a merge', () => {
  it('says what it added, changed, removed and kept, and can be undone', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    await does(a, rate(100, 3), 1);
    await does(a, rate(101, 3), 2);
    await does(a, rate(102, 3), 3);
    await drop(b, await backUp(a));
    await does(b, rate(100, null), 4);
    await does(b, rate(101, 5), 5);
    await does(b, rate(103, 1), 6);
    const before = await known(a);
    const { review, session } = await drop(a, await backUp(b));
    expect(review.merge).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 1 });
    expect(review.tallies.rating).toEqual({ fresh: 1, newer: 1, same: 1, older: 0 });
    expect([...(await known(a)).ratings]).toEqual([
      [101, { stars: 5, at: 5 }],
      [102, { stars: 3, at: 3 }],
      [103, { stars: 1, at: 6 }],
    ]);
    await session.undo();
    expect(await known(a)).toEqual(before);
  });

  it('adds the people who are stored, and removes who is stored no more', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    await does(a, keeps('ann', true), 1);
    await does(a, keeps('bob', true), 2);
    const { review } = await drop(b, await backUp(a));
    expect(review.other).toEqual(['guests']);
    expect([...(await known(b)).guests.keys()]).toEqual(['ann', 'bob']);
    await does(b, keeps('ann', false), 3);
    await drop(a, await backUp(b));
    expect([...(await known(a)).guests.values()]).toEqual([
      { name: 'bob', ratings: [{ movieId: 100, rating: 4 }], seen: [], at: 1 },
    ]);
  });

  it('reads the other people where one of them is damaged', async () => {
    const device = await newDevice();
    const guest = { name: 'Ann', ratings: [{ movieId: 100, rating: 4 }], seen: [], at: 1 };
    const guests = { ann: guest, bob: { ...guest, ratings: [{ movieId: 100, rating: 7 }] }, cy: 'x' };
    await drop(
      device,
      JSON.stringify({ format: 'matinee-backup', version: 2, films: [], changed: [], guests }),
    );
    expect([...(await known(device)).guests.keys()]).toEqual(['ann']);
  });

  it('does not restore what was removed here, of a back-up that is older', async () => {
    const a = await newDevice();
    await does(a, rate(100, 3), 1);
    const [key, row] = notFound(1);
    const waiting = new Map([[key, row]]);
    await does(a, { change: () => ({ ...noChange, waiting, changed: new Map([[`waiting ${key}`, 1]]) }) }, 1);
    const old = await backUp(a);
    await does(a, rate(100, null), 2);
    await does(a, { change: (now) => removedWaiting(key, now) }, 2);
    const { review } = await drop(a, old);
    expect(review.changes).toBe(0);
    expect(review.tallies.rating).toMatchObject({ fresh: 0, older: 1 });
    const { ratings, waiting: still } = await known(a);
    expect([ratings.size, still.size]).toEqual([0, 0]);
  });

  it('gives a change made after it the last word, though the other clock is ahead', async () => {
    const [ahead, a] = [await newDevice(86_400_000), await newDevice()];
    await does(ahead, rate(100, 1), 1);
    await drop(a, await backUp(ahead));
    await does(a, rate(100, 4.5), 2);
    await drop(ahead, await backUp(a));
    expect((await known(ahead)).ratings.get(100)?.stars).toBe(4.5);
  });

  it('finds what was removed in a data set with other ids by its title', async () => {
    const a = await newDevice();
    await does(a, rate(101, 3), 1);
    const changed = [{ what: 'rating', movieId: 77, title: 'Film 1', year: 1961, at: 9 }];
    const text = JSON.stringify({ format: 'matinee-backup', version: 2, films: [], changed });
    expect((await drop(a, text)).review.merge).toEqual({ added: 0, changed: 0, removed: 1, unchanged: 0 });
  });
});

it('a change is later than the one before, also within a millisecond', async () => {
  const person = await (await newDevice()).storage.loadPerson();
  const command: PersonCommand = { type: 'skip', movieId: 100, skipped: true };
  const once = applyCommand(person, command, timeOfChange(person, command, 5));
  expect(timeOfChange(once, { ...command, skipped: false }, 5)).toBe(6);
});
