import { type ReactNode, useId, useState } from 'react';
import { downloadCsv } from '../kit/files.tsx';
import { formatCount } from '../kit/format.ts';
import { importing as texts } from './texts.ts';
import './row-list.css';

/** One row of a list that can be searched and saved. */
export interface ListedRow {
  readonly key: string;
  /** What is searched. */
  readonly text: string;
  /** The cells of the row in the file. */
  readonly cells: readonly (string | number)[];
  readonly shown: ReactNode;
}

/** Rows shown at first, and with each press of the button. */
const STEP = 50;
/** Shorter lists are read at a look. */
const SEARCH_FROM = 10;

/** Rows with something in common, as a line that opens: they can be searched and saved as a file. */
export function RowList(props: {
  readonly title: string;
  /** Number of rows; more than there are entries where several rows are about one movie. */
  readonly count: number;
  readonly hint: string;
  /** Name of the file. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly ListedRow[];
  readonly isOpen?: boolean;
}) {
  const { title, count, hint, file, columns, rows, isOpen = false } = props;
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(STEP);
  const id = useId();
  const asked = search.trim().toLowerCase();
  const fitting = asked === '' ? rows : rows.filter(({ text }) => text.toLowerCase().includes(asked));
  const save = () =>
    downloadCsv(
      file,
      `${[columns, ...rows.map(({ cells }) => cells)].map((cells) => cells.join(',')).join('\r\n')}\r\n`,
    );
  return (
    <details className="row-list" open={isOpen}>
      <summary>
        {title} <span className="muted numbers">· {formatCount(count)}</span>
      </summary>
      <p className="muted row-list__hint">{hint}</p>
      {rows.length >= SEARCH_FROM && (
        <div className="choice row-list__search">
          <label htmlFor={id}>{texts.search}</label>
          <input id={id} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </div>
      )}
      <ul>
        {fitting.slice(0, shown).map((row) => (
          <li key={row.key}>{row.shown}</li>
        ))}
      </ul>
      {fitting.length === 0 && <p className="muted">{texts.nothingFound}</p>}
      <p className="row-list__acts">
        {fitting.length > shown && (
          <button type="button" className="button" onClick={() => setShown(shown + STEP)}>
            {texts.more(fitting.length - shown)}
          </button>
        )}
        <button type="button" className="button" onClick={save}>
          {texts.download}
        </button>
      </p>
    </details>
  );
}
