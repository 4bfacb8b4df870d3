import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OddPerson, Overview } from '../../protocol/overview-messages.ts';
import { paths } from '../app/routes.ts';
import { useWords } from '../state/use-words.ts';
import { ExcludeForm } from './exclude-form.tsx';
import { overview as texts } from './overview-texts.ts';

interface One {
  readonly key: string;
  readonly name: ReactNode;
  readonly facts: string;
}

/** The panel lists at most this many. Longer lists continue in the table above. */
const LISTED = 50;

/**
 * Shows ratings in the original data that may not be the taste of one person, or not from one time, and can exclude
 * them.
 */
export function SuspiciousPanel({ suspicious }: { readonly suspicious: Overview['suspicious'] }) {
  const words = useWords();
  const { alike, alikeFrom, bursts, burstFrom, twice, early, future } = suspicious;
  const untimely = (list: Overview['suspicious']['early']): One[] =>
    list.map(({ movie, isThere, user, at }) => ({
      key: `${movie.id} ${user}`,
      name: <Movie movie={movie} isThere={isThere} />,
      facts: texts.untimelyOne(user, at),
    }));
  return (
    <section aria-labelledby="odd">
      <h3 id="odd">{texts.odd}</h3>
      <p className="muted">{texts.oddHint(words)}</p>
      <Kind
        name={texts.alike}
        hint={texts.alikeHint(alikeFrom.ratings, alikeFrom.deviation)}
        list={alike.map(({ ratings, deviation, ...one }) => ({
          key: String(one.user),
          name: <Person one={one} />,
          facts: texts.alikeOne(ratings, deviation),
        }))}
      />
      <Kind
        name={texts.bursts}
        hint={texts.burstsHint(burstFrom)}
        list={bursts.map(({ ratings, inAMinute, ...one }) => ({
          key: String(one.user),
          name: <Person one={one} />,
          facts: texts.burstsOne(inAMinute, ratings),
        }))}
      />
      <Kind
        name={texts.twice(words)}
        hint={texts.twiceHint}
        list={twice.map(({ movies, inUse }) => ({
          key: String(movies[0].id),
          name: <Movie movie={inUse ?? movies[0]} isThere={inUse !== null} />,
          facts: texts.twiceOne(movies.map(({ id }) => id)),
        }))}
      />
      <Kind name={texts.early(words)} hint={texts.earlyHint(words)} list={untimely(early)} />
      <Kind name={texts.future} hint={texts.futureHint} list={untimely(future)} />
      <ExcludeForm
        counts={{
          alike: alike.length,
          bursts: bursts.length,
          twice: twice.reduce((sum, { movies }) => sum + movies.length - 1, 0),
          untimely: early.length + future.length,
        }}
      />
    </section>
  );
}

function Kind(props: { readonly name: string; readonly hint: string; readonly list: readonly One[] }) {
  const { name, hint, list } = props;
  return (
    <details className="dataset-overview__odd">
      <summary>
        {name} <span className="muted numbers">· {list.length}</span>
      </summary>
      <p className="muted">{hint}</p>
      {list.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul>
          {list.slice(0, LISTED).map(({ key, name: who, facts }) => (
            <li key={key}>
              {who} <span className="muted numbers">{facts}</span>
            </li>
          ))}
        </ul>
      )}
      {list.length > LISTED && <p className="muted">{texts.more(list.length - LISTED)}</p>}
    </details>
  );
}

/** An excluded person has no page. The others have their current number. */
function Person({ one: { user, now } }: { readonly one: OddPerson }) {
  if (now === null) return <span>{texts.personLeftOut(user)}</span>;
  return <Link href={paths.user(now)}>{texts.personName(now)}</Link>;
}

function Movie(props: {
  readonly movie: { readonly id: number; readonly title: string };
  readonly isThere: boolean;
}) {
  const { movie, isThere } = props;
  return isThere ? <Link href={paths.movie(movie.id)}>{movie.title}</Link> : <span>{movie.title}</span>;
}
