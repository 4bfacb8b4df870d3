import type { PlacedMovie } from '../../protocol/explanation-messages.ts';
import { formatCount } from '../kit/format.ts';
import { useSelect } from '../state/store.ts';
import { followedText, tenText, compared as texts } from './texts.ts';
import './what-if.css';

/** What would be without one of the person's ratings: the film that is looked at, and the ten best. */
export function WhatIfResult() {
  const whatIf = useSelect((state) => state.why.whatIf);
  if (whatIf === null) return <p role="status">{texts.working}</p>;
  const { without, followed, withIt, withoutIt } = whatIf;
  return (
    <div className="what-if">
      <p role="status">
        {followed !== null &&
          `${followedText(without.movie.title, without.stars, followed.withIt, followed.withoutIt)} `}
        {tenText(withIt, withoutIt)}
      </p>
      <table className="what-if__lists">
        <caption className="visually-hidden">{texts.caption}</caption>
        <colgroup>
          <col className="what-if__places" />
          <col span={2} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{texts.place}</span>
            </th>
            <th scope="col">{texts.withIt}</th>
            <th scope="col">{texts.withoutIt}</th>
          </tr>
        </thead>
        <tbody>
          {withIt.map((before, n) => (
            <tr key={before.place}>
              <th scope="row" className="muted numbers">
                {formatCount(before.place)}
              </th>
              <Cell film={before} note={leaves(before)} />
              <Cell film={withoutIt[n]} note={comes(withoutIt[n])} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell(props: { readonly film: PlacedMovie | undefined; readonly note: string }) {
  const { film, note } = props;
  if (film === undefined) return <td />;
  const comesOrGoes = film.otherPlace === null || film.otherPlace > TEN;
  return (
    <td className={comesOrGoes ? 'what-if__change' : ''}>
      {film.movie.title} {note !== '' && <span className="what-if__note">{note}</span>}
    </td>
  );
}

const TEN = 10;

/** Only what leaves the ten is marked: the other column shows where the others stand. */
function leaves({ otherPlace }: PlacedMovie): string {
  return otherPlace !== null && otherPlace > TEN ? texts.leaves(otherPlace) : '';
}

function comes(film: PlacedMovie | undefined): string {
  if (film === undefined || film.otherPlace === film.place) return '';
  return film.otherPlace === null ? texts.unrated : texts.enters(film.otherPlace);
}
