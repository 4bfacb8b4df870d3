import { Problem } from '../../base/problem.ts';
import { readArchive } from '../../dataset/archive/read-archive.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Event } from '../../protocol/messages.ts';

/**
 * Fetches a data set's zip from our own origin and reads it, with progress in bytes.
 * @throws Problem `network` when it does not arrive, else what the reader throws
 */
export async function fetchDataset(
  url: string,
  name: string,
  emit: (event: Event) => void,
): Promise<Dataset> {
  const bytes = await download(url, (done, total) =>
    emit({ type: 'loading', step: 'download', done, total }),
  );
  return readArchive(bytes, name, (done, total) => emit({ type: 'loading', step: 'read', done, total }));
}

async function download(
  url: string,
  onProgress: (done: number, total: number | null) => void,
): Promise<Uint8Array> {
  const unreachable = (cause: unknown) =>
    new Problem(
      'network',
      'The film data could not be fetched.',
      'Check that Matinee is still being served, then reload the page.',
      { cause },
    );
  const response = await fetch(url).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  if (!response.ok || response.body === null) throw unreachable(response.status);
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? length : null;
  const parts: Uint8Array[] = [];
  let done = 0;
  const reader = response.body.getReader();
  for (;;) {
    const part = await reader.read().catch((cause: unknown) => {
      throw unreachable(cause);
    });
    if (part.done) break;
    parts.push(part.value);
    done += part.value.length;
    onProgress(done, total);
  }
  const bytes = new Uint8Array(done);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
