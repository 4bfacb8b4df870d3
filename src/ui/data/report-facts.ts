import type { ImportReport } from '../../protocol/dataset-messages.ts';
import { formatCount } from '../kit/format.ts';
import { privacy as texts } from './texts.ts';

/** The counts of a data set for a `FactList`. The values are undefined while the report is undefined. */
export function reportFacts(report: ImportReport | undefined) {
  const facts = [
    [texts.ratings, report?.ratings],
    [texts.people, report?.users],
    [texts.movies, report?.movies],
    [texts.noGenres, report?.moviesWithoutGenres],
    [texts.noRatings, report?.moviesWithoutRatings],
  ] as const;
  return facts.map(([label, count]) => ({
    key: label,
    label,
    value: count === undefined ? undefined : formatCount(count),
  }));
}
