import { expect, vi } from 'vitest';
import { plainProduct } from '../../../src/recommenders/product.ts';
import type { TrainingSettings } from '../../../src/training/trainer.ts';
import type { Ports } from '../../../src/worker/ports.ts';
import type { Event, Unconfirmed } from '../../../src/worker/protocol.ts';
import { createSession, type Session } from '../../../src/worker/session.ts';
import { alone } from '../../../src/worker/tabs.ts';
import { fakeTraining, memoryKeeping, smallDataset } from './fakes.ts';

export const dataset = smallDataset();

/** Waits until what is claimed holds; far longer than it ever takes, for machines are shared and slow. */
export const eventually = <T>(claim: () => T): Promise<T> => vi.waitFor(claim, { timeout: 20_000 });

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

/** What one device goes through: visits one after the other or in two tabs, on the same storage. */
export interface Visits {
  /** What the next visit finds. */
  readonly stored: Map<string, unknown>;
  /** How often the data set was fetched. */
  fetched(): number;
  /** A visit that is being opened. @param change parts of the world that are otherwise @param unconfirmed left by a closed tab */
  visit(change?: Partial<Ports>, unconfirmed?: readonly Unconfirmed[], trainByItself?: boolean): Visit;
}

export interface Visit extends Session {
  readonly events: Event[];
  /** The last event of a type. */
  last<T extends Event['type']>(type: T): Of<T>;
  all<T extends Event['type']>(type: T): Of<T>[];
  /** Resolves with the first or next event of a type. */
  until<T extends Event['type']>(type: T): Promise<Of<T>>;
  /** Resolves when a run of this algorithm has ended. */
  untilTrained(algorithm: TrainingSettings['algorithm']): Promise<Of<'trainingEnded'>>;
  /** Ids of the films shown. */
  recommended(): number[];
}

export function device(): Visits {
  const stored = new Map<string, unknown>();
  let fetched = 0;
  return {
    stored,
    fetched: () => fetched,
    visit(change = {}, unconfirmed = [], trainByItself = true) {
      const events: Event[] = [];
      const training = fakeTraining(dataset);
      const session = createSession({
        emit: (event) => events.push(structuredClone(event)),
        openKeeping: async () => memoryKeeping(stored),
        fetchDataset: async () => {
          fetched++;
          return dataset;
        },
        loadTraining: async () => training as never,
        loadProduct: async () => plainProduct,
        tabs: alone,
        ...change,
      });
      session.handle({ type: 'open', backend: 'auto', trainByItself, unconfirmed });
      return { ...session, ...told(events) };
    },
  };
}

function told(events: Event[]): Omit<Visit, keyof Session> {
  const all = <T extends Event['type']>(type: T) =>
    events.filter((event): event is Of<T> => event.type === type);
  const last = <T extends Event['type']>(type: T) => {
    const found = all(type).at(-1);
    if (found === undefined) throw new Error(`no ${type} in ${events.map((e) => e.type).join(', ')}`);
    return found;
  };
  return {
    events,
    all,
    last,
    until: (type) => eventually(() => last(type)),
    untilTrained: (algorithm) =>
      eventually(() => {
        const runs = all('trainingStarted').filter(({ run }) => run.settings.algorithm === algorithm);
        const end = all('trainingEnded').find(({ runId }) => runs.some(({ run }) => run.id === runId));
        expect(end).toBeDefined();
        return end as Of<'trainingEnded'>;
      }),
    recommended: () => last('recommended').cards.map((card) => card.movie.id),
  };
}
