// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { download, downloadCsv, readChosenFile } from '../../../../src/ui/kit/files.tsx';

const TEXTS = {
  tooLarge: (name: string, bytes: number) => `${name} has ${bytes} bytes`,
  tooLargeAdvice: 'Choose a smaller one.',
  unreadable: (name: string) => `${name} cannot be read`,
  unreadableAdvice: 'Choose it again.',
};

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('reads a chosen file, up to the limit', async () => {
  const file = new File([Uint8Array.of(1, 2, 3)], 'model.bin');
  expect(await readChosenFile(file, 3, TEXTS)).toEqual({ bytes: Uint8Array.of(1, 2, 3) });
});

it('refuses a larger file without reading it', async () => {
  const arrayBuffer = vi.fn();
  expect(await readChosenFile({ name: 'model.bin', size: 4, arrayBuffer }, 3, TEXTS)).toEqual({
    problem: {
      code: 'file-too-large',
      message: 'model.bin has 4 bytes',
      advice: 'Choose a smaller one.',
    },
  });
  expect(arrayBuffer).not.toHaveBeenCalled();
});

it('says that a file has gone since it was chosen', async () => {
  const arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  expect(await readChosenFile({ name: 'model.bin', size: 2, arrayBuffer }, 3, TEXTS)).toEqual({
    problem: { code: 'file-broken', message: 'model.bin cannot be read', advice: 'Choose it again.' },
  });
});

/** What the browser is asked to save, and the addresses that are still in memory. */
function watchDownloads() {
  const saved: { readonly name: string; readonly blob: Blob }[] = [];
  const held = new Map<string, Blob>();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = `blob:matinee/${held.size}`;
    if (blob instanceof Blob) held.set(address, blob);
    return address;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => {
    held.delete(address);
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const blob = held.get(this.href);
    if (blob !== undefined) saved.push({ name: this.download, blob });
  });
  return { saved, held };
}

it('saves a file under its name, and frees it when the browser has had time to ask where to', async () => {
  vi.useFakeTimers();
  const { saved, held } = watchDownloads();
  download('backup.json', ['{"a":', '1}'], 'application/json');
  expect(saved.map(({ name, blob }) => [name, blob.type])).toEqual([['backup.json', 'application/json']]);
  expect(held.size).toBe(1);
  vi.advanceTimersByTime(30_000);
  expect(held.size).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(held.size).toBe(0);
  vi.useRealTimers();
  expect(await saved[0]?.blob.text()).toBe('{"a":1}');
});

it('saves a table with the mark by which spreadsheets know UTF-8', async () => {
  const { saved } = watchDownloads();
  downloadCsv('ratings.csv', 'title\nAmélie\n');
  const bytes = new Uint8Array((await saved[0]?.blob.arrayBuffer()) ?? new ArrayBuffer(0));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(saved[0]?.blob.type).toBe('text/csv');
});
