import { Link } from 'wouter';
import type { RankedUser } from '../../protocol/user-messages.ts';
import { paths } from '../app/routes.ts';
import { Poster } from '../poster/poster.tsx';
import { user as texts } from './texts.ts';

const SHOWN = 24;

/**
 * A user's list as posters. The movies that they rated later have a mark. Nobody can rate here: it is another user's
 * list.
 */
export function UserTiles({ top }: { readonly top: RankedUser['top'] | null }) {
  if (top === null) {
    return (
      <ol className="user-tiles" aria-busy="true">
        {Array.from({ length: SHOWN }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no id
          <li key={n} className="user-tile">
            <span className="user-tile__poster skeleton" />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <ol className="user-tiles">
      {top.map(({ movie, test }) => (
        <li key={movie.id} className={test === null ? 'user-tile' : 'user-tile user-tile--hit'}>
          <Link href={paths.movie(movie.id)}>
            <span className="user-tile__poster">
              <Poster movie={movie} />
            </span>
            <span className="user-tile__title">{movie.title}</span>
          </Link>
          {test !== null && (
            <span className="user-tile__later numbers">
              <span aria-hidden="true">{texts.hit(test)}</span>
              <span className="visually-hidden">{texts.hitSpoken(test)}</span>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
