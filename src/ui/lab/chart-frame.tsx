import { type ReactNode, useId } from 'react';
import { FoldedTable } from '../kit/table-disclosure.tsx';
import { useWidth } from '../kit/use-width.ts';
import { charts as texts } from './chart-texts.ts';
import './chart-frame.css';

/** A chart in its panel: what it asks, how to read it, the drawing, and the same as a table. */
export function LabChart(props: {
  readonly title: string;
  readonly hint: string;
  /** Choices of what is drawn. */
  readonly choice?: ReactNode;
  readonly draw: (width: number) => ReactNode;
  readonly below?: ReactNode;
  /** Head and body of the table. */
  readonly table: ReactNode;
  readonly wide?: boolean;
}) {
  const { title, hint, choice, draw, below, table, wide = false } = props;
  const id = useId();
  const [place, width] = useWidth<HTMLDivElement>();
  return (
    <section className={wide ? 'panel lab-chart lab-chart--wide' : 'panel lab-chart'} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="muted lab-chart__hint">{hint}</p>
      {choice}
      <div ref={place} className="lab-chart__drawing numbers" aria-hidden="true">
        {width > 0 && draw(width)}
      </div>
      {below}
      <FoldedTable title={texts.asTable}>{table}</FoldedTable>
    </section>
  );
}

/** One of a few, as small buttons. */
export function ChartChoice<T extends string>(props: {
  readonly label: string;
  readonly options: readonly { readonly id: T; readonly name: string }[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
}) {
  const { label, options, chosen, onChoose } = props;
  return (
    <fieldset className="lab-chart__choice">
      <legend className="muted">{label}</legend>
      {options.map(({ id, name }) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
