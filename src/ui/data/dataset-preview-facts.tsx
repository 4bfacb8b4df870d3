import type { DatasetPreview } from '../../protocol/dataset-messages.ts';
import { inWords, wordsOf } from '../../protocol/words.ts';
import { FactList } from '../kit/fact-list.tsx';
import { remembered } from '../state/local-preferences.ts';
import { reportFacts } from './report-facts.ts';
import { retrainingText, datasetPreview as texts } from './texts.ts';

/**
 * The contents of the data set, which of the person's movies are in it, what is left out, and the effect of using it.
 */
export function DatasetPreviewFacts({ datasetPreview }: { readonly datasetPreview: DatasetPreview }) {
  const { report } = datasetPreview;
  const words = wordsOf(datasetPreview.subject);
  const watchlist = texts.watchlist(datasetPreview, words);
  return (
    <div className="dataset-preview__facts">
      <FactList facts={reportFacts(report, words)} />
      <p>{texts.ratings(datasetPreview, words)}</p>
      {watchlist !== null && <p>{watchlist}</p>}
      {report.leftOut.length === 0 ? (
        <p>{texts.leftOutNone}</p>
      ) : (
        <>
          <h3>{texts.leftOut}</h3>
          <ul>
            {report.leftOut.map(({ why, count }) => (
              <li key={why}>
                {inWords(why, words)} <span className="muted numbers">· {texts.lines(count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {!datasetPreview.inUse && <p>{retrainingText(remembered('training') !== 'asked')}</p>}
      {datasetPreview.subject === 'films' && <p className="muted">{texts.licence}</p>}
    </div>
  );
}
