import { Link } from 'wouter';
import type { DatasetSummary } from '../../worker/protocol.ts';
import { paths } from '../address.ts';
import { formatCount } from '../format.ts';
import { privacy as texts } from '../texts.ts';
import { users } from '../texts-users.ts';

/** What the reader found in the data set, and what it left out and why; its place is kept while it loads. */
export function DataReport({ dataset }: { readonly dataset: DatasetSummary | null }) {
  const report = dataset?.report;
  const facts = [
    [texts.ratings, report?.ratings],
    [texts.people, report?.users],
    [texts.films, report?.movies],
    [texts.noGenres, report?.moviesWithoutGenres],
    [texts.noRatings, report?.moviesWithoutRatings],
  ] as const;
  return (
    <>
      <section>
        <h2>{texts.loaded}</h2>
        <p className="muted">{dataset?.name ?? texts.loading}</p>
        <dl className="facts">
          {facts.map(([label, count]) => (
            <div key={label} className="facts__fact">
              <dt>{label}</dt>
              <dd className="numbers">{count === undefined ? '–' : formatCount(count)}</dd>
            </div>
          ))}
        </dl>
        <p>
          <Link href={paths.users}>{users.link}</Link>
          <br />
          <span className="muted">{users.linkHint}</span>
        </p>
      </section>
      <section>
        <h2>{texts.leftOut}</h2>
        {(report === undefined || report.leftOut.length === 0) && (
          <p>{report === undefined ? texts.loading : texts.leftOutNone}</p>
        )}
        <ul className="left-out">
          {report?.leftOut.map(({ why, count, examples }) => (
            <li key={why}>
              <details>
                <summary>
                  {why} <span className="muted numbers">· {texts.lines(count)}</span>
                </summary>
                <p className="muted">{texts.examples}</p>
                <ul className="left-out__examples">
                  {examples.map((example) => (
                    <li key={example}>
                      <code>{example}</code>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
