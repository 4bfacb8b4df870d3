import { describe, expect, it } from 'vitest';
import { once } from '../../../src/base/memoize.ts';
import { componentCatalog } from '../../../src/protocol/component-catalog.ts';
import type { RecommenderId } from '../../../src/protocol/recommender-catalog.ts';
import { isCombined, type StoredModel } from '../../../src/recommenders/descriptor.ts';
import { explainByRatings } from '../../../src/recommenders/explanation.ts';
import type { Person, Recommender } from '../../../src/recommenders/recommender.ts';
import { createFitter, createRegistry, partsIn, registry } from '../../../src/recommenders/registry.ts';
import { expectColumn } from '../../../src/storage/database/columns.ts';
import { smallDataset } from '../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const trainStars = async (): Promise<never> => {
  throw new Error('no training here');
};
const person: Person = {
  ratings: { item: Int32Array.of(1, 7, 20), value: Float32Array.of(5, 2, 4) },
  unrated: { liked: Int32Array.of(3), seen: Int32Array.of(4) },
  genres: ['Drama'],
};

const background = registry.list.flatMap((descriptor) =>
  isCombined(descriptor) || descriptor.background === undefined
    ? []
    : ([[descriptor.id, descriptor.background, descriptor]] as const),
);

describe.each(background)('the stored model of %s', (_, stored, descriptor) => {
  const fitted = once(() => stored.fit(dataset.ratings));
  const decode = async (change: Readonly<Record<string, unknown>> = {}) => {
    const { meta, arrays } = (await fitted()).encode();
    const model: StoredModel = {
      // As JSON gives it back.
      meta: { ...JSON.parse(JSON.stringify(meta)), ...change },
      array: (name, type, length) => expectColumn(arrays, name, type, length),
    };
    return stored.decode(model, dataset.ratings);
  };

  it('scores as the fitted one does, whoever fits it', async () => {
    const scores = (await fitted()).recommender.score(person);
    expect(new Set(scores).size).toBeGreaterThan(20);
    expect((await decode())?.score(person)).toEqual(scores);
    const direct = await createFitter(dataset, { trainStars }).recommender(descriptor.id);
    expect(direct.score(person)).toEqual(scores);
  });

  it('is none where a number of it is missing', async () => {
    const { meta } = (await fitted()).encode();
    const numbers = Object.keys(meta).filter((name) => typeof meta[name] === 'number');
    expect(numbers.length).toBeGreaterThan(0);
    for (const name of numbers) expect(await decode({ [name]: 'x' })).toBeNull();
  });

  it('is broken where its arrays have another length', async () => {
    await expect(decode({ items: 41 })).rejects.toMatchObject({ code: 'storage-broken' });
  });
});

it('background models have names of their own', () => {
  const names = background.map(([, { name }]) => name);
  expect(names).toEqual(['ease', 'viewing', 'ials']);
});

describe('a registry', () => {
  const plain = { score: () => Float32Array.of(1) };
  const [first, second] = registry.list.filter((descriptor) => !isCombined(descriptor));

  it('finds recommenders by id, and throws for one that it lacks', () => {
    const few = createRegistry([first]);
    expect(few.find(first.id)).toBe(first);
    expect(() => few.find(second.id)).toThrow(new RangeError(`There is no recommender ${second.id}`));
  });

  it('has to fit the parts of a combined recommender, or the single one itself', () => {
    expect([...registry.partsOf('switching')].sort()).toEqual(['content', 'ials', 'popularity']);
    expect(registry.partsOf('ease')).toEqual(['ease']);
  });

  it('explains by ratings what has no explanation of its own', () => {
    expect(registry.explainOf('ease')).toBe(explainByRatings);
    expect(registry.explainOf('hybrid')).toBe(explainByRatings);
    expect(registry.explainOf('sasrec')).not.toBe(explainByRatings);
  });

  it('gives the parts that are ready, and throws for one that is not', () => {
    const part = partsIn(new Map<RecommenderId, Recommender>([['ease', plain]]));
    expect(part('ease')).toBe(plain);
    expect(() => part('ials')).toThrow(new RangeError('ials is not fitted'));
  });
});

describe('a fitter', () => {
  it('fits what several recommenders rest on once', async () => {
    const { recommender } = createFitter(dataset, { trainStars });
    const content = await recommender('content');
    expect(await recommender('content')).toBe(content);
    const switching = await recommender('switching');
    const few = { ...person, unrated: { liked: Int32Array.of(), seen: Int32Array.of() } };
    expect(switching.score(few)).toHaveLength(40);
  });

  it('tries again what failed', async () => {
    let isThere = false;
    const { recommender } = createFitter(dataset, {
      trainStars,
      trainNetwork: async () => {
        if (!isThere) throw new Error('not yet');
        throw new Error('now');
      },
    });
    await expect(recommender('sasrec')).rejects.toThrow('not yet');
    isThere = true;
    await expect(recommender('sasrec')).rejects.toThrow('now');
  });

  it('has no imported model unless it is given one', async () => {
    const { recommender } = createFitter(dataset, { trainStars });
    await expect(recommender('sasrec')).rejects.toMatchObject({ code: 'settings' });
    await expect(recommender('svd')).rejects.toThrow('no training here');
  });

  it('makes a set of all components of a catalogue', async () => {
    const few = componentCatalog.filter(({ id }) => id === 'ease' || id === 'popularity');
    const { componentSet, recommender } = createFitter(dataset, { trainStars });
    const set = await componentSet(few);
    expect(Object.keys(set).sort()).toEqual(['ease', 'popularity']);
    expect(set.ease).toBe(await recommender('ease'));
    expect(set.popularity).toBe(await recommender('popularity'));
  });
});
