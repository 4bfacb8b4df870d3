import type { DatasetOffer } from '../../protocol/dataset-messages.ts';
import { ReportFacts } from '../kit/fact-list.tsx';
import { remembered } from '../state/local-preferences.ts';
import { retrainingText, offer as texts } from './texts.ts';

/** What is in it, what of the person's films, what is left out, and what using it means. */
export function OfferFacts({ offer }: { readonly offer: DatasetOffer }) {
  const { report } = offer;
  const watchlist = texts.watchlist(offer);
  return (
    <div className="offer__facts">
      <ReportFacts report={report} />
      <p>{texts.ratings(offer)}</p>
      {watchlist !== null && <p>{watchlist}</p>}
      {report.leftOut.length === 0 ? (
        <p>{texts.leftOutNone}</p>
      ) : (
        <>
          <h3>{texts.leftOut}</h3>
          <ul>
            {report.leftOut.map(({ why, count }) => (
              <li key={why}>
                {why} <span className="muted numbers">· {texts.lines(count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {!offer.inUse && <p>{retrainingText(remembered('training') !== 'asked')}</p>}
      <p className="muted">{texts.licence}</p>
    </div>
  );
}
