import { Fragment, type ReactNode } from 'react';
import { formatErrorExactly, formatSigned, formatSignedExactly } from '../kit/format.ts';
import './waterfall.css';

/** One term of the sum. */
export interface WaterfallLine {
  readonly key: string | number;
  readonly label: ReactNode;
  readonly value: number;
  /** More about the number, on hover. */
  readonly hint?: string;
  /** Written but not drawn: a start value that would make all other terms look small. */
  readonly isStart?: boolean;
  /** Opened below the line. */
  readonly below?: ReactNode;
}

/** A sum and its terms: a table whose middle column draws each term from zero to the left or to the right. */
export function Waterfall(props: {
  readonly caption: string;
  /** Headings of the columns: what is added, and how much. */
  readonly columns: readonly [string, string];
  readonly lines: readonly WaterfallLine[];
  readonly total: { readonly label: ReactNode; readonly value: string };
  /** Three decimals in place of two, for small terms. */
  readonly isExact?: boolean;
}) {
  const { caption, columns, lines, total, isExact = false } = props;
  const format = isExact ? formatSignedExactly : formatSigned;
  const drawn = lines.filter(({ isStart }) => !isStart).map(({ value }) => value);
  const low = Math.min(0, ...drawn);
  const width = Math.max(0, ...drawn) - low || 1;
  const at = (value: number) => `${(100 * (value - low)) / width}%`;
  return (
    <table className="waterfall">
      <caption className="visually-hidden">{caption}</caption>
      <colgroup>
        <col className="waterfall__labels" />
        <col />
        <col className="waterfall__values" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{columns[0]}</span>
          </th>
          <td />
          <th scope="col">
            <span className="visually-hidden">{columns[1]}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, label, value, hint, isStart, below }) => (
          <Fragment key={key}>
            <tr title={hint}>
              <th scope="row" className="waterfall__label">
                {label}
              </th>
              <td className="waterfall__picture" aria-hidden="true">
                {!isStart && (
                  <>
                    <span className="waterfall__zero" style={{ left: at(0) }} />
                    <span
                      className={value < 0 ? 'waterfall__bar waterfall__bar--minus' : 'waterfall__bar'}
                      style={{ left: at(Math.min(0, value)), width: `${(100 * Math.abs(value)) / width}%` }}
                    />
                  </>
                )}
              </td>
              <td className="waterfall__value numbers">
                {isStart ? formatErrorExactly(value) : format(value)}
              </td>
            </tr>
            {below !== undefined && (
              <tr>
                <td className="waterfall__below" colSpan={3}>
                  {below}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr className="waterfall__total">
          <th scope="row" className="waterfall__label" colSpan={2}>
            {total.label}
          </th>
          <td className="waterfall__value numbers">{total.value}</td>
        </tr>
      </tfoot>
    </table>
  );
}
