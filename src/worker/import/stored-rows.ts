import { entryOf, type ImportedEntry } from '../../dataset/exports/entry.ts';
import type { StoredWaiting } from '../../storage/person/waiting-schema.ts';

/** The rows of a movie that waits, as they were imported. */
export function entriesOf({ rows, ...movie }: StoredWaiting): ImportedEntry[] {
  return rows.map((row) => entryOf({ ...movie, ...row }));
}
