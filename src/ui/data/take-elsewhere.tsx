import type { ExportLayout } from '../../protocol/import-messages.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { downloadCsv } from '../kit/files.tsx';
import { useQuery } from '../state/use-query.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { takeElsewhere as texts } from './texts.ts';

/** Ratings and lists as the tables that other services import. */
export function TakeElsewhere() {
  const { layouts } = useTexts(texts);
  return (
    <section>
      <h2>{texts.title}</h2>
      <p>{texts.lead}</p>
      {layouts.map(({ id, name, hint }) => (
        <Disclosure key={id} title={name} isLazy>
          <p>{hint}</p>
          <Files layout={id} />
        </Disclosure>
      ))}
    </section>
  );
}

/** The files are made when the person asks for them. */
function Files({ layout }: { readonly layout: ExportLayout }) {
  const words = useWords();
  const { answer } = useQuery({ type: 'exportedFiles', layout });
  if (answer === null) return <p className="muted">{texts.making}</p>;
  const { files, leftOut } = answer;
  return (
    <>
      {files.length === 0 && <p>{texts.none(layout, words)}</p>}
      {layout === 'letterboxd' && files.length > 1 && <p>{texts.divided(files.length, words)}</p>}
      <ul className="data-page__acts take-elsewhere">
        {files.map(({ name, rows, text }) => (
          <li key={name}>
            <button type="button" className="button" onClick={() => downloadCsv(name, text)}>
              {texts.download(name, rows, words)}
            </button>
          </li>
        ))}
      </ul>
      {leftOut > 0 && <p className="muted">{texts.leftOut(leftOut, words)}</p>}
    </>
  );
}
