import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { areSparkFactors, readSparkFactors } from '../../../../src/dataset/archive/read-spark-factors.ts';
import { archive, droppedFile, zip } from '../../../fixtures/archives.ts';
import { manyPages, sparkFiles, sparkZip } from '../../../fixtures/spark-runs.ts';

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const dropped = (files: Files) => [...files].map(([name, bytes]) => droppedFile(name, bytes));
const json = (files: Files) => JSON.parse(new TextDecoder().decode(files.get('factors.json')));
const partOf = (files: Files) => [...files.keys()].find((name) => name.endsWith('.parquet')) ?? '';

function withFacts(files: Files, change: Readonly<Record<string, unknown>>): Files {
  const text = JSON.stringify({ ...json(files), ...change });
  return new Map([...files, ['factors.json', new TextEncoder().encode(text)]]);
}

async function refusal(files: Files): Promise<Problem> {
  const thrown = await readSparkFactors(dropped(files)).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (thrown instanceof Problem) return thrown;
  throw new Error(`it was not refused with a Problem: ${thrown}`);
}

describe('the folder that the Spark job writes', () => {
  it('is read as files and as a zip, snappy Parquet included, with the same content', async () => {
    const files = sparkFiles('explicit');
    const read = await readSparkFactors(dropped(files));
    expect([read.rank, read.ids.length, read.factors.length]).toEqual([4, 40, 160]);
    expect([...read.ids.slice(0, 3)]).toEqual([10, 13, 16]);
    expect(read.titles?.[0]).toBe('Made-up Film 0, The (1960)');
    expect(read.factors.every((value) => Number.isFinite(value))).toBe(true);
    expect(new Set(read.factors).size).toBeGreaterThan(150);
    const zipped = await readSparkFactors([droppedFile('spark.zip', sparkZip('explicit'))]);
    expect(zipped).toEqual(read);
  });

  it('is read page by page where it has many of them', async () => {
    const read = await readSparkFactors(dropped(manyPages()));
    expect(read.ids.length).toBe(5000);
    expect([...read.factors]).toEqual(Array.from({ length: 20_000 }, (_, n) => n % 97));
  });

  it('is given up between two pages, with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new DOMException('enough', 'AbortError');
    let reads = 0;
    const [facts, table] = dropped(manyPages());
    const content = new Proxy(table.content, {
      get(blob, name) {
        // The footer, the index of pages, and the first piece have been read by then.
        if (name === 'slice' && ++reads === 6) controller.abort(reason);
        const value: unknown = Reflect.get(blob, name, blob);
        return typeof value === 'function' ? value.bind(blob) : value;
      },
    });
    const reading = readSparkFactors([facts, { ...table, content }], controller.signal);
    await expect(reading).rejects.toBe(reason);
    const readsUntilThen = reads;
    await readSparkFactors([facts, { ...table, content }]);
    expect(reads - readsUntilThen).toBeGreaterThan(readsUntilThen);
  });

  it('is told from a data set and from exports', async () => {
    const bytes = new Uint8Array(archive());
    expect(await areSparkFactors([droppedFile('run.zip', sparkZip('implicit'))])).toBe(true);
    expect(await areSparkFactors(dropped(sparkFiles('implicit')))).toBe(true);
    expect(await areSparkFactors([droppedFile('ml.zip', bytes)])).toBe(false);
    expect(await areSparkFactors([droppedFile('broken.zip', bytes.slice(0, 40))])).toBe(false);
    expect(await areSparkFactors([droppedFile('ratings.csv', new Uint8Array(3))])).toBe(false);
  });
});

describe('what is refused', () => {
  const files = sparkFiles('explicit');
  const part = files.get(partOf(files)) ?? new Uint8Array(0);
  const without = (name: string): Files => new Map([...files].filter(([one]) => one !== name));

  it('parts that are missing', async () => {
    expect(await refusal(without('factors.json'))).toMatchObject({ code: 'file-unknown' });
    const noPart = await refusal(without(partOf(files)));
    expect(noPart).toMatchObject({ code: 'file-broken' });
    expect(noPart.message).toContain('only 0 of the 40 items');
  });

  it('parts that do not belong together', async () => {
    const ids: number[] = json(files).itemIds;
    const other = await refusal(withFacts(files, { itemIds: [...ids.slice(1), 7], titles: undefined }));
    expect(other.message).toContain('item 10 is not listed');
    const twice = await refusal(new Map([...files, ['copy.parquet', part]]));
    expect(twice.message).toContain('stands in it twice');
    expect((await refusal(withFacts(files, { rank: 5 }))).message).toContain('does not have 5 factors');
    expect((await refusal(withFacts(files, { itemIds: ids.slice(1), titles: undefined }))).message).toContain(
      'more rows',
    );
  });

  it('facts that make no sense', async () => {
    for (const change of [{ format: 'other' }, { rank: 0 }, { itemIds: [1, 1] }, { titles: ['a'] }])
      expect(await refusal(withFacts(files, change))).toMatchObject({ code: 'file-broken' });
    const noJson = new Map([...files, ['factors.json', new TextEncoder().encode('{')]]);
    expect((await refusal(noJson)).message).toContain('no JSON');
  });

  it('more than a tab can hold, before any of it is read', async () => {
    const itemIds = Array.from({ length: 260_000 }, (_, n) => n);
    const huge = await refusal(withFacts(files, { rank: 512, itemIds, titles: undefined }));
    expect(huge).toMatchObject({ code: 'file-too-large' });
  });

  it('damaged Parquet: cut short anywhere, or with any byte changed, it is a Problem or the same shape', async () => {
    for (let length = 0; length < part.length; length += 97)
      expect(await refusal(new Map([...files, [partOf(files), part.slice(0, length)]]))).toBeInstanceOf(
        Problem,
      );
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
    const footer = part.length - 8 - view.getUint32(part.length - 8, true);
    const refused = new Set<string>();
    for (let at = 0; at < part.length; at += at < footer ? 41 : 1) {
      for (const bits of [0xff, 1]) {
        const changed = part.slice();
        changed[at] ^= bits;
        const outcome = await readSparkFactors(dropped(new Map([...files, [partOf(files), changed]]))).catch(
          (thrown: unknown) => thrown,
        );
        if (outcome instanceof Problem) refused.add(outcome.message);
        else expect(outcome).toMatchObject({ rank: 4, ids: expect.any(Int32Array) });
      }
    }
    // The footer says where the columns are: one bit makes it a place before the file, or none at all.
    const places = [...refused].filter((message) => message.includes(`of ${part.length} are asked for`));
    expect(places.some((message) => message.includes('bytes -'))).toBe(true);
    expect(places.some((message) => message.includes('NaN'))).toBe(true);
  }, 60_000);

  it('columns of another job', async () => {
    const name = zip({ 'factors.json': JSON.stringify(json(files)), 'other.parquet': 'PAR1nothingPAR1' });
    const thrown = await readSparkFactors([droppedFile('x.zip', new Uint8Array(name))]).catch(
      (reason: unknown) => reason,
    );
    expect(thrown).toMatchObject({ code: 'file-broken' });
  });
});
