import type { ImportPreview } from '../../protocol/import-messages.ts';
import { formatCount } from '../kit/format.ts';
import { filesText, reviewLines, importing as texts } from './texts.ts';

/** Lists in plain words what the import adds, what stays, and what was not found. */
export function ImportReview({ review }: { readonly review: ImportPreview }) {
  const { adds, stays } = reviewLines(review);
  const { changes, elsewhere, leftOut, passedOver, refused } = review;
  return (
    <>
      <p className="muted import__files">{filesText(review)}</p>
      {adds.length > 0 && <Counts lines={adds} />}
      {changes === 0 && <p>{stays.length > 0 ? texts.nothing : texts.none}</p>}
      {stays.length > 0 && <Counts lines={stays} muted />}
      {elsewhere > 0 && <p className="muted">{texts.elsewhere(elsewhere)}</p>}
      {leftOut.length > 0 && (
        <div>
          {leftOut.map(({ why, count, examples }) => (
            <details key={why} className="import__left">
              <summary>
                {why} <span className="muted numbers">· {formatCount(count)}</span>
              </summary>
              <ul className="muted">
                {examples.map((example, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a movie may appear twice, and the list never changes
                  <li key={n}>{example}</li>
                ))}
                {count > examples.length && <li>{texts.more(count - examples.length)}</li>}
              </ul>
            </details>
          ))}
        </div>
      )}
      {passedOver.length > 0 && <p className="muted">{texts.passedOver(shortened(passedOver))}</p>}
      {refused.map(({ message, advice }) => (
        <p key={message} className="import__refused">
          {message} {advice}
        </p>
      ))}
    </>
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
  return names.length > 6 ? [...names.slice(0, 5), texts.more(names.length - 5)] : names;
}
