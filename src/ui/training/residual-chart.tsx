import type { Residuals } from '../../protocol/training-messages.ts';
import { formatCount } from '../kit/format.ts';
import { FoldedTable } from '../kit/table-disclosure.tsx';
import { isWithin, residualBins, shareWithin } from './residual-bins.ts';
import { signed, residualTexts as texts } from './run-texts.ts';
import './residual-chart.css';

const HALF_A_STAR = 0.5;

/** How far off the held-out predictions were: one sentence, bars to see, a table to read. */
export function ResidualChart(props: {
  readonly residuals: Residuals | null;
  readonly going: boolean;
  /** Ratings held out. */
  readonly heldOut: number;
}) {
  const { residuals, going, heldOut } = props;
  const share = residuals === null ? null : shareWithin(residuals, HALF_A_STAR);
  return (
    <section className="residuals" aria-labelledby="residuals-title">
      <h3 id="residuals-title">{texts.title}</h3>
      {residuals === null || share === null ? (
        <p className="muted">
          {going && heldOut > 0 ? texts.later : heldOut > 0 ? texts.brokenOff : texts.none}
        </p>
      ) : (
        <Counted residuals={residuals} share={share} />
      )}
    </section>
  );
}

function Counted({ residuals, share }: { readonly residuals: Residuals; readonly share: number }) {
  const bins = residualBins(residuals);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p>
        {texts.sentence(share, total)} <span className="muted">{texts.inColour}</span>
      </p>
      <div className="residuals__bars" aria-hidden="true">
        {bins.map((bin) => (
          <span
            key={bin.from}
            className={isWithin(bin, HALF_A_STAR) ? 'residuals__bar residuals__bar--near' : 'residuals__bar'}
            style={{ height: `${(bin.count / most) * 100}%` }}
            title={`${texts.range(bin.from, bin.to)}: ${formatCount(bin.count)}`}
          />
        ))}
      </div>
      <div className="residuals__axis numbers" aria-hidden="true">
        <Scale bins={bins} />
      </div>
      <p className="residuals__sides muted" aria-hidden="true">
        <span>← {texts.less}</span>
        <span>{texts.more} →</span>
      </p>
      <FoldedTable title={texts.table}>
        <thead>
          <tr>
            <th scope="col">{texts.rangeColumn}</th>
            <th scope="col">{texts.countColumn}</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ from, to, count }) => (
            <tr key={from}>
              <th scope="row">{texts.range(from, to)}</th>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </FoldedTable>
    </>
  );
}

/** Whole stars under the border of bins where they stand. */
function Scale({ bins }: { readonly bins: readonly { readonly from: number }[] }) {
  return bins.map(({ from }, n) =>
    Number.isInteger(from) ? (
      <span key={from} style={{ left: `${(n / bins.length) * 100}%` }}>
        {signed(from)}
      </span>
    ) : null,
  );
}
