import type { ImportReport } from '../../dataset/dataset.ts';
import { privacy as texts } from '../app/texts.ts';
import { formatCount } from './format.ts';
import './fact-list.css';

/** The counts of a data set; their places are kept while they are not known. */
export function ReportFacts({ report }: { readonly report: ImportReport | undefined }) {
  const facts = [
    [texts.ratings, report?.ratings],
    [texts.people, report?.users],
    [texts.movies, report?.movies],
    [texts.noGenres, report?.moviesWithoutGenres],
    [texts.noRatings, report?.moviesWithoutRatings],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([label, count]) => (
        <div key={label} className="facts__fact">
          <dt>{label}</dt>
          <dd className="numbers">{count === undefined ? '–' : formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
