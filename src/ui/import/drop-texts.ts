/** Texts for choosing and dropping files, and the message after an import. */
import type { ImportPreview, MergeCounts, Tally } from '../../protocol/import-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural, readableFormats } from '../app/texts.ts';
import { formatCount, formatNames } from '../kit/format.ts';

export const dropping = {
  button: 'Import your ratings',
  readable: readableFormats,
  veil: 'Drop it anywhere',
  veilData: 'A MovieLens zip, or its folder, is used as another data set.',
  unreadable: 'The folder could not be read.',
  unreadableAdvice: 'Check that it still exists, or drop the files in it.',
};

/** For example "3 added, 1 changed, 2 removed, 40 kept". */
export function mergeText(counts: MergeCounts): string {
  const { added, changed, removed, unchanged } = counts;
  const n = formatCount;
  return `${n(added)} added, ${n(changed)} changed, ${n(removed)} removed, ${n(unchanged)} kept`;
}

/** The message after the import. */
export function addedText({ tallies, waiting, merge }: ImportPreview, { one, many }: Words): string {
  if (merge !== null && merge.changed + merge.removed > 0) return `Merged: ${mergeText(merge)}`;
  const count = ({ fresh, newer }: Tally) => fresh + newer;
  const parts = [
    [count(tallies.rating), 'rating', 'ratings'],
    [
      count(tallies.seen) + count(tallies.liked) + count(tallies.notInterested) + count(tallies.skipped),
      `${one} put aside`,
      `${many} put aside`,
    ],
    [count(tallies.listed), `${one} for your lists`, `${many} for your lists`],
    [count(tallies.watchlist), `${one} for your watchlist`, `${many} for your watchlist`],
  ] as const;
  const some = parts.filter(([n]) => n > 0).map(([n, single, several]) => plural(n, single, several));
  if (some.length === 0 && waiting.length > 0)
    return `Saved: ${plural(waiting.length, `${one} waits`, `${many} wait`)} for a data set`;
  return some.length === 0 ? 'Restored' : `Added: ${formatNames(some)}`;
}
