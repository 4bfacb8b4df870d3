import type { PlacedMovie } from '../../protocol/explanation-messages.ts';
import { formatCount } from '../kit/format.ts';
import { followedText, tenText, compared as texts } from '../movie/why-texts.ts';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import './what-if.css';

/** The effect of removing one of the person's ratings: on this movie, and on the top ten. */
export function WhatIf() {
  const words = useWords();
  const { subject, without: rated } = useSelect((state) => state.why);
  const movieId = subject?.kind === 'movie' ? subject.movie.id : null;
  const { answer: whatIf } = useQuery(rated === null ? null : { type: 'whatIf', movieId, without: rated });
  if (whatIf === null) return <p role="status">{texts.working}</p>;
  const { without, followed, withIt, withoutIt } = whatIf;
  return (
    <div className="what-if">
      <p role="status">
        {followed !== null &&
          `${followedText(without.movie.title, without.stars, followed.withIt, followed.withoutIt)} `}
        {tenText(withIt, withoutIt, words)}
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
              <Cell movie={before} note={leaves(before)} />
              <Cell movie={withoutIt[n]} note={comes(withoutIt[n])} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell(props: { readonly movie: PlacedMovie | undefined; readonly note: string }) {
  const { movie, note } = props;
  if (movie === undefined) return <td />;
  const comesOrGoes = movie.otherPlace === null || movie.otherPlace > TEN;
  return (
    <td className={comesOrGoes ? 'what-if__change' : ''}>
      <bdi>{movie.movie.title}</bdi> {note !== '' && <span className="what-if__note">{note}</span>}
    </td>
  );
}

const TEN = 10;

/** Marks only the movies that leave the top ten. The other column shows the places of the rest. */
function leaves({ otherPlace }: PlacedMovie): string {
  return otherPlace !== null && otherPlace > TEN ? texts.leaves(otherPlace) : '';
}

function comes(movie: PlacedMovie | undefined): string {
  if (movie === undefined || movie.otherPlace === movie.place) return '';
  return movie.otherPlace === null ? texts.unrated : texts.enters(movie.otherPlace);
}
