import type { ImportPreview } from '../../protocol/import-messages.ts';
import { formatCount } from '../kit/format.ts';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useStore } from '../state/store.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { mergeText } from './drop-texts.ts';
import { MapColumns } from './map-columns.tsx';
import { filesText, importing, reviewLines } from './texts.ts';
import { WhereRowsWent } from './where-rows-went.tsx';

/** Lists in plain words what the import adds, what stays, and what was not found. */
export function ImportReview({ review }: { readonly review: ImportPreview }) {
  const words = useWords();
  const texts = useTexts(importing);
  const { adds, stays } = reviewLines(review);
  const { files, changes, merge, elsewhere, waiting, mended, tables, lists, leftOut, passedOver, refused } =
    review;
  return (
    <>
      <p className="muted import__files">{filesText(review)}</p>
      {merge !== null && (
        <p>
          <strong>{mergeText(merge)}.</strong> <span className="muted">{texts.mergeHint}</span>
        </p>
      )}
      {adds.length > 0 && <Counts lines={adds} />}
      {merge !== null && changes > 0 && adds.length === 0 && waiting.length === 0 && <p>{texts.onlyTimes}</p>}
      {changes === 0 && files.length > 0 && (
        <p>{stays.length > 0 || waiting.length > 0 ? texts.nothing : texts.none}</p>
      )}
      {stays.length > 0 && <Counts lines={stays} muted />}
      {elsewhere > 0 && <p className="muted">{texts.elsewhere(elsewhere, words)}</p>}
      {tables.map((table) => (
        <MapColumns key={table.name} mapped={table} />
      ))}
      {lists.length > 0 && <Lists lists={lists} />}
      {(waiting.length > 0 || mended.length > 0 || leftOut.length > 0) && <WhereRowsWent review={review} />}
      {waiting.length > 0 && <p className="muted">{texts.waiting}</p>}
      {passedOver.length > 0 && <p className="muted">{texts.passedOver(shortened(passedOver), words)}</p>}
      {refused.map(({ message, advice }) => (
        <p key={message} className="import__refused">
          {message} {advice}
        </p>
      ))}
    </>
  );
}

/** Each list of the files, with what it becomes. */
function Lists({ lists }: { readonly lists: ImportPreview['lists'] }) {
  const store = useStore();
  const words = useWords();
  return (
    <section aria-label={importing.lists} className="import__lists">
      {lists.map(({ name, rows, as }) => (
        <SegmentedControl
          key={name}
          label={importing.listOf(name, rows, words)}
          isLabelShown
          options={importing.uses}
          value={as}
          onChange={(use) => store.send({ type: 'useImportedList', list: name, as: use })}
        />
      ))}
    </section>
  );
}

function Counts(props: { readonly lines: readonly (readonly [number, string])[]; readonly muted?: boolean }) {
  return (
    <ul className={props.muted ? 'import__counts muted' : 'import__counts'}>
      {props.lines.map(([count, text]) => (
        <li key={text}>
          <strong className="numbers">{formatCount(count)}</strong> <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function shortened(names: readonly string[]): readonly string[] {
  return names.length > 6 ? [...names.slice(0, 5), importing.more(names.length - 5)] : names;
}
