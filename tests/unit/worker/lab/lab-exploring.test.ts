import { describe, expect, it } from 'vitest';
import {
  type ExploringSettings,
  exploringBounds,
  isExploringSettings,
} from '../../../../src/protocol/exploring-messages.ts';
import type { LabWorkerEvent } from '../../../../src/protocol/lab-messages.ts';
import { createLabSession, type LabPorts } from '../../../../src/worker/lab/lab-session.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';
import { factorModel, posteriorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

/** 60 users who each rated about 36 of 40 movies. */
const dataset = { ...smallDataset(), id: 'lab-1', name: 'lab', ratings: randomRatings(60, 40, 0.9, 5) };
const settings: ExploringSettings = { users: 10, steps: 8, seed: 1 };

function lab(change: Partial<LabPorts> = {}) {
  const events: LabWorkerEvent[] = [];
  const session = createLabSession({
    emit: (event) => events.push(structuredClone(event)),
    openDataset: async () => dataset,
    async trainStars(algorithm, part, _, epoch) {
      await epoch(1, 2);
      return algorithm === 'bayes' ? posteriorModel(part) : factorModel(part);
    },
    ...change,
  });
  return {
    events,
    types: () => events.map(({ type }) => type),
    cancel: () => session.handle({ type: 'cancel' }),
    explore(asked = settings, datasetId = dataset.id) {
      session.handle({ type: 'explore', settings: asked, datasetId });
      return session.settled();
    },
  };
}

async function resultOf(asked = settings) {
  const { events, explore } = lab();
  await explore(asked);
  const found = events.find((event) => event.type === 'exploringMeasured');
  if (found === undefined) throw new Error(`no result among ${JSON.stringify(events)}`);
  return found.result;
}

describe('the simulation in the worker', () => {
  it('trains, lets people answer, and gives each policy with its difference from greedy', async () => {
    const { events, types, explore } = lab();
    await explore();
    expect(types().filter((type) => type !== 'exploringProgressed')).toEqual([
      'labOpening',
      'exploringMeasured',
      'labEnded',
    ]);
    expect(events[1]).toEqual({ type: 'exploringProgressed', stage: 'training', done: 1, total: 2 });
    const { users, policies, data } = await resultOf();
    expect(users).toBe(10);
    expect(data).toEqual({ id: 'lab-1', name: 'lab' });
    expect(policies.map(({ policy }) => policy)).toEqual([
      ...['random', 'greedy', 'epsilonGreedy', 'linUcb', 'thompson'],
    ]);
    for (const { policy, reward, error, againstGreedy } of policies) {
      expect(reward).toHaveLength(9);
      expect(error).toHaveLength(9);
      expect(reward[0]).toBe(0);
      for (let n = 1; n <= 8; n++) expect(reward[n] - reward[n - 1]).toBeGreaterThanOrEqual(0);
      expect(reward[8]).toBeLessThanOrEqual(8);
      expect(error[0]).toBe(policies[0].error[0]);
      const of = againstGreedy?.reward;
      if (policy === 'greedy') expect(of).toBeUndefined();
      else expect(of?.mean).toBeCloseTo(reward[8] - policies[1].reward[8], 10);
    }
  });

  it('gives the same figures for the same seed, and others for another', async () => {
    const first = await resultOf();
    expect(await resultOf()).toEqual(first);
    expect((await resultOf({ ...settings, seed: 2 })).policies).not.toEqual(first.policies);
  });

  it('ends in training and among the answers when it is cancelled', async () => {
    const inTraining = lab({
      async trainStars(_, part, _seed, epoch) {
        inTraining.cancel();
        await epoch(1, 2);
        return posteriorModel(part);
      },
    });
    await inTraining.explore();
    expect(inTraining.events.at(-1)).toEqual({ type: 'labEnded', end: 'cancelled' });
    expect(inTraining.types()).not.toContain('exploringMeasured');

    const answering = lab({
      async trainStars(_, part) {
        answering.cancel();
        return posteriorModel(part);
      },
    });
    await answering.explore();
    expect(answering.types()).not.toContain('exploringMeasured');
    expect(answering.events.at(-1)).toEqual({ type: 'labEnded', end: 'cancelled' });
  });

  it('is refused where hardly anybody has enough ratings, before anything is trained', async () => {
    let trained = 0;
    const { events, explore } = lab({
      async trainStars(_, part) {
        trained++;
        return posteriorModel(part);
      },
    });
    await explore({ ...settings, steps: 14 });
    expect(events.at(-1)).toMatchObject({
      type: 'labFailed',
      problem: { code: 'data-invalid', message: expect.stringContaining('42 ratings or more') },
    });
    expect(trained).toBe(0);
  });

  it('is refused for other data than the page shows, and for settings out of bounds', async () => {
    const other = lab();
    await other.explore(settings, 'another');
    expect(other.events.at(-1)).toMatchObject({ type: 'labFailed', problem: { code: 'data-invalid' } });
    const wrong = lab();
    await wrong.explore({ ...settings, users: 0 });
    expect(wrong.events).toMatchObject([{ type: 'labFailed', problem: { code: 'settings' } }]);
  });
});

it('settings are whole numbers within their bounds', () => {
  expect(isExploringSettings(settings)).toBe(true);
  for (const name of ['users', 'steps', 'seed'] as const) {
    const { min, max } = exploringBounds[name];
    expect(isExploringSettings({ ...settings, [name]: max })).toBe(true);
    for (const value of [min - 1, max + 1, min + 0.5, Number.NaN, '10', undefined])
      expect(isExploringSettings({ ...settings, [name]: value })).toBe(false);
  }
  for (const value of [null, 'settings', 3]) expect(isExploringSettings(value)).toBe(false);
});
