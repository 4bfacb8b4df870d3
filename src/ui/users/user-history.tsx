import { useState } from 'react';
import { Link } from 'wouter';
import type { UserRating } from '../../protocol/user-messages.ts';
import { paths } from '../app/routes.ts';
import { formatGiven } from '../kit/format.ts';
import { dayOf, user as texts } from './texts.ts';

const FIRST = 12;

/** The ratings that the recommender knows, newest first. */
export function UserHistory({ ratings }: { readonly ratings: readonly UserRating[] }) {
  const [all, setAll] = useState(false);
  const newest = [...ratings].reverse();
  const shown = all ? newest : newest.slice(0, FIRST);
  return (
    <section className="user-section" aria-labelledby="user-history">
      <h2 id="user-history">{texts.history}</h2>
      <table className="user-table">
        <thead>
          <tr>
            <th scope="col">{texts.movie}</th>
            <th scope="col">{texts.stars}</th>
            <th scope="col" className="user-table__when">
              {texts.when}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ movie, stars, at }) => (
            <tr key={movie.id}>
              <th scope="row">
                <Link href={paths.movie(movie.id)}>{movie.title}</Link>
              </th>
              <td className="numbers">{formatGiven(stars)}★</td>
              <td className="numbers muted user-table__when">{dayOf(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < newest.length && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {texts.showAll(newest.length)}
        </button>
      )}
    </section>
  );
}
