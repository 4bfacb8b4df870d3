import { Link } from 'wouter';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { paths } from '../app/routes.ts';
import { FactList } from '../kit/fact-list.tsx';
import { useWords } from '../state/use-words.ts';
import { ChooseDataset } from './choose-dataset.tsx';
import { withoutText } from './in-use-texts.ts';
import { reportFacts } from './report-facts.ts';
import { privacy as texts, users } from './texts.ts';

/** What the reader found in the data set, and what it left out and why. The panel reserves its space while it loads. */
export function ImportReportPanel({ dataset }: { readonly dataset: DatasetSummary | null }) {
  const words = useWords();
  const report = dataset?.report;
  return (
    <>
      <section>
        <h2>{texts.loaded}</h2>
        <p className="muted">{dataset === null ? texts.loading : named(dataset, words)}</p>
        <FactList facts={reportFacts(report, words)} />
        <ChooseDataset dataset={dataset} />
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
                  {inWords(why, words)} <span className="muted numbers">· {texts.lines(count)}</span>
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

function named({ name, excluded }: DatasetSummary, words: Words): string {
  return excluded.length === 0 ? name : `${name}, ${withoutText(excluded, words)}`;
}
