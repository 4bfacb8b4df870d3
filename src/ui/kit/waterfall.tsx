import { Fragment, type ReactNode } from 'react';
import { formatErrorExactly, formatSigned, formatSignedExactly } from './format.ts';
import './waterfall.css';

/** One term of a sum. */
export interface SumLine {
  readonly key: string | number;
  readonly label: ReactNode;
  readonly value: number;
  /** More about the number, on hover. */
  readonly hint?: string;
  /** Told as a number only: a start that all other terms are small beside. */
  readonly plain?: boolean;
  /** Opened below the line. */
  readonly below?: ReactNode;
}

/** A sum as a picture: a table whose middle column draws each term from zero to the left or to the right. */
export function Sum(props: {
  readonly caption: string;
  /** Names of the columns: what is added, and how much. */
  readonly columns: readonly [string, string];
  readonly lines: readonly SumLine[];
  readonly total: { readonly label: ReactNode; readonly value: string };
  /** Three digits instead of two, for small units. */
  readonly exactly?: boolean;
}) {
  const { caption, columns, lines, total, exactly } = props;
  const added = exactly ? formatSignedExactly : formatSigned;
  const drawn = lines.filter(({ plain }) => !plain).map(({ value }) => value);
  const low = Math.min(0, ...drawn);
  const width = Math.max(0, ...drawn) - low || 1;
  const at = (value: number) => `${(100 * (value - low)) / width}%`;
  return (
    <table className="sum">
      <caption className="visually-hidden">{caption}</caption>
      <colgroup>
        <col className="sum__labels" />
        <col />
        <col className="sum__values" />
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
        {lines.map(({ key, label, value, hint, plain, below }) => (
          <Fragment key={key}>
            <tr title={hint}>
              <th scope="row" className="sum__label">
                {label}
              </th>
              <td className="sum__picture" aria-hidden="true">
                {!plain && (
                  <>
                    <span className="sum__zero" style={{ left: at(0) }} />
                    <span
                      className={value < 0 ? 'sum__bar sum__bar--minus' : 'sum__bar'}
                      style={{ left: at(Math.min(0, value)), width: `${(100 * Math.abs(value)) / width}%` }}
                    />
                  </>
                )}
              </td>
              <td className="sum__value numbers">{plain ? formatErrorExactly(value) : added(value)}</td>
            </tr>
            {below !== undefined && (
              <tr>
                <td className="sum__below" colSpan={3}>
                  {below}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr className="sum__total">
          <th scope="row" className="sum__label" colSpan={2}>
            {total.label}
          </th>
          <td className="sum__value numbers">{total.value}</td>
        </tr>
      </tfoot>
    </table>
  );
}
