import { useState } from 'react';
import { Link } from 'wouter';
import { LIKED } from '../../base/liked.ts';
import type { UserRating } from '../../protocol/user-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { paths } from '../app/routes.ts';
import { formatCount, formatGiven } from '../kit/format.ts';
import { dayOf, user as texts } from './texts.ts';

/** Rows shown at first. */
const FIRST = 12;

/** Ratings of a user, in the order given, as a table whose end is shown on demand. */
export function RatingTable(props: {
  readonly ratings: readonly UserRating[];
  /** The place of each movie in a list of recommendations, from 1; with it the movies that the user liked stand out. */
  readonly places?: readonly number[];
  readonly words: Words;
}) {
  const { ratings, places, words } = props;
  const [all, setAll] = useState(false);
  const shown = all ? ratings : ratings.slice(0, FIRST);
  return (
    <>
      <table className="user-table">
        <thead>
          <tr>
            {places !== undefined && <th scope="col">{texts.place}</th>}
            <th scope="col">{texts.movie(words)}</th>
            <th scope="col">{texts.stars}</th>
            <th scope="col" className="user-table__when">
              {texts.when}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ movie, stars, at }, n) => (
            <tr key={movie.id} className={places !== undefined && stars >= LIKED ? 'user-table__liked' : ''}>
              {places !== undefined && <td className="numbers">{formatCount(places[n])}</td>}
              <th scope="row">
                <Link href={paths.movie(movie.id)}>{movie.title}</Link>
              </th>
              <td className="numbers">{formatGiven(stars)}★</td>
              <td className="numbers muted user-table__when">{dayOf(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < ratings.length && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {texts.showAll(ratings.length)}
        </button>
      )}
    </>
  );
}
