import { type ReactNode, useId } from 'react';
import { TableDisclosure } from '../kit/table-disclosure.tsx';
import { useWidth } from './use-width.ts';
import '../kit/controls.css';
import './chart-frame.css';

/**
 * A chart with its words: what it shows, how to read it, the drawing, and the same numbers as a table. Screen readers
 * skip the drawing and read the table.
 */
export function ChartFrame(props: {
  readonly title: string;
  /** The level of the title's heading. */
  readonly level?: 2 | 3;
  /** How to read the drawing. */
  readonly hint?: ReactNode;
  /** In a box of its own. */
  readonly isPanel?: boolean;
  /** With space between its parts, as charts have that fill a page. */
  readonly isRoomy?: boolean;
  /** Over all columns of the grid that it is in. */
  readonly isWide?: boolean;
  readonly className?: string;
  /** Controls that choose what is drawn, or a legend above the drawing. */
  readonly choice?: ReactNode;
  /** The drawing, or a function that draws for a width in CSS pixels. */
  readonly drawing: ReactNode | ((width: number) => ReactNode);
  /** Below the drawing. */
  readonly below?: ReactNode;
  /** Head and body of the table; without a `title` only screen readers find it. */
  readonly table?: { readonly title: string | null; readonly content: ReactNode };
}) {
  const { title, level = 2, hint, choice, drawing, below, table } = props;
  const { isPanel = false, isRoomy = false, isWide = false, className = '' } = props;
  const Heading = `h${level}` as const;
  const id = useId();
  const classes = [
    'chart-frame',
    isPanel ? 'panel' : '',
    isRoomy ? 'chart-frame--roomy' : '',
    isWide ? 'chart-frame--wide' : '',
    className,
  ];
  return (
    <section className={classes.filter(Boolean).join(' ')} aria-labelledby={id}>
      <Heading id={id}>{title}</Heading>
      {hint !== undefined && <p className="muted chart-frame__hint">{hint}</p>}
      {choice}
      {typeof drawing === 'function' ? (
        <MeasuredDrawing draw={drawing} />
      ) : (
        <div className="chart-frame__drawing numbers" aria-hidden="true">
          {drawing}
        </div>
      )}
      {below}
      {table !== undefined && <ChartTable caption={title} title={table.title} content={table.content} />}
    </section>
  );
}

function MeasuredDrawing({ draw }: { readonly draw: (width: number) => ReactNode }) {
  const [place, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={place} className="chart-frame__drawing numbers" aria-hidden="true">
      {width > 0 && draw(width)}
    </div>
  );
}

function ChartTable(props: {
  readonly caption: string;
  readonly title: string | null;
  readonly content: ReactNode;
}) {
  const { caption, title, content } = props;
  if (title !== null) return <TableDisclosure title={title}>{content}</TableDisclosure>;
  return (
    <table className="visually-hidden">
      <caption>{caption}</caption>
      {content}
    </table>
  );
}
