import { beforeEach, describe, expect, it } from 'vitest';
import { newer, previewed } from '../../../fixtures/other-datasets.ts';
import { device, eventually, type Visits } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

let here: Visits;
beforeEach(() => {
  here = device();
});

describe('another data set on its way into use', () => {
  it('is given up while it is stored, ahead of all that waits: the one before stays, and another can be used', async () => {
    let write: (done: number) => void = () => {};
    const visit = here.visit({
      openAppStorage: async () => {
        const storage = memoryAppStorage(here.stored);
        return {
          ...storage,
          async saveDataset(dataset, beside, onProgress) {
            // Chunk by chunk, each when the test says so.
            if (dataset.imported && onProgress !== undefined)
              for (let chunk = 1; chunk <= 3; chunk++)
                onProgress(await new Promise<number>((resolve) => (write = resolve)), 3);
            await storage.saveDataset(dataset, beside);
          },
        };
      },
    });
    await previewed(visit, newer());
    visit.handle({ type: 'useDataset' });
    await eventually(() => expect(visit.last('datasetSaving')).toMatchObject({ done: 0 }));
    write(1);
    await eventually(() => expect(visit.last('datasetSaving')).toMatchObject({ done: 1, total: 3 }));
    visit.handle({ type: 'rate', movieId: 103, stars: 4 });
    visit.handle({ type: 'discardPreview' });
    expect(visit.all('previewDiscarded')).toHaveLength(1);
    write(2);
    await visit.settled();
    expect(visit.last('datasetSaving')).toMatchObject({ done: 1 });
    expect([...visit.all('datasetRefused'), ...visit.all('datasetLeft')]).toEqual([]);
    expect(visit.last('personChanged').person.ratings).toMatchObject([{ movie: { id: 103 } }]);
    expect((await here.visit().until('opened')).dataset.id).toBe('small-1');

    await previewed(visit, newer());
    visit.handle({ type: 'useDataset' });
    for (let chunk = 1; chunk <= 3; chunk++) {
      await eventually(() => expect(visit.last('datasetSaving')).toMatchObject({ done: chunk - 1 }));
      write(chunk);
    }
    await eventually(() => expect(visit.all('opened').length).toBe(2));
    expect(visit.last('opened').dataset.name).toBe('newer');
  });

  it.each([{ type: 'useDataset' }, { type: 'useDataset', keep: 60 }] as const)(
    'is given up before its turn comes: %o',
    async (use) => {
      const visit = here.visit();
      await previewed(visit, newer());
      visit.handle(use);
      visit.handle({ type: 'discardPreview' });
      await visit.settled();
      expect(visit.all('datasetSaving')).toEqual([]);
      expect([...visit.all('datasetRefused'), ...visit.all('datasetLeft')]).toEqual([]);
      expect((await here.visit().until('opened')).dataset.id).toBe('small-1');
    },
  );
});
