import type { Residuals } from '../../protocol/training-messages.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { formatCount } from '../kit/format.ts';
import { isWithin, residualBins, shareWithin } from './residual-bins.ts';
import { signed, residualTexts as texts } from './run-texts.ts';
import './residual-chart.css';

const HALF_A_STAR = 0.5;

/** Shows the errors of the predictions of held-out ratings: one sentence, bars, and a table. */
export function ResidualChart(props: {
  readonly residuals: Residuals | null;
  readonly going: boolean;
  /** The number of held-out ratings. */
  readonly heldOut: number;
}) {
  const { residuals, going, heldOut } = props;
  const share = residuals === null ? null : shareWithin(residuals, HALF_A_STAR);
  if (residuals === null || share === null) {
    return (
      <section className="residual-chart" aria-labelledby="residuals-title">
        <h3 id="residuals-title">{texts.title}</h3>
        <p className="muted">
          {going && heldOut > 0 ? texts.later : heldOut > 0 ? texts.brokenOff : texts.none}
        </p>
      </section>
    );
  }
  return <Counted residuals={residuals} share={share} />;
}

function Counted({ residuals, share }: { readonly residuals: Residuals; readonly share: number }) {
  const bins = residualBins(residuals);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartFrame
      className="residual-chart"
      title={texts.title}
      level={3}
      choice={
        <p>
          {texts.sentence(share, total)} <span className="muted">{texts.inColour}</span>
        </p>
      }
      drawing={<Bars bins={bins} />}
      table={{
        title: texts.table,
        content: (
          <>
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
          </>
        ),
      }}
    />
  );
}

function Bars({ bins }: { readonly bins: ReturnType<typeof residualBins> }) {
  const greatest = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <>
      <div className="residual-chart__bars">
        {bins.map((bin) => (
          <span
            key={bin.from}
            className={
              isWithin(bin, HALF_A_STAR)
                ? 'residual-chart__bar residual-chart__bar--near'
                : 'residual-chart__bar'
            }
            style={{ height: `${(bin.count / greatest) * 100}%` }}
            title={`${texts.range(bin.from, bin.to)}: ${formatCount(bin.count)}`}
          />
        ))}
      </div>
      <div className="residual-chart__axis">
        <Scale bins={bins} />
      </div>
      <p className="residual-chart__sides muted">
        <span>← {texts.less}</span>
        <span>{texts.more} →</span>
      </p>
    </>
  );
}

/** Labels whole stars, each under the left edge of its bin. */
function Scale({ bins }: { readonly bins: readonly { readonly from: number }[] }) {
  return bins.map(({ from }, n) =>
    Number.isInteger(from) ? (
      <span key={from} style={{ left: `${(n / bins.length) * 100}%` }}>
        {signed(from)}
      </span>
    ) : null,
  );
}
