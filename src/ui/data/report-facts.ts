import type { ImportReport } from '../../protocol/dataset-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { formatCount } from '../kit/format.ts';
import { privacy as texts } from './texts.ts';

/** The counts of a data set for a `FactList`. The values are undefined while the report is undefined. */
export function reportFacts(report: ImportReport | undefined, words: Words) {
  const facts = [
    [texts.ratings, report?.ratings],
    [texts.people, report?.users],
    [words.Many, report?.movies],
    [texts.noGenres(words), report?.moviesWithoutGenres],
    [texts.noRatings(words), report?.moviesWithoutRatings],
  ] as const;
  return facts.map(([label, count]) => ({
    key: label,
    label,
    value: count === undefined ? undefined : formatCount(count),
  }));
}
