import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Glance } from '../../worker/glance-protocol.ts';
import { paths } from '../address.ts';
import { glance as texts } from '../texts-glance.ts';

interface One {
  readonly key: string;
  readonly name: ReactNode;
  readonly facts: string;
}

/** Longer lists go on in the table above. */
const LISTED = 50;

/** What in the data may not be one person's taste, told at one time. */
export function OddPatterns({ suspicious }: { readonly suspicious: Glance['suspicious'] }) {
  const { alike, alikeFrom, bursts, burstFrom, twice, early, future } = suspicious;
  const untimely = (list: Glance['suspicious']['early']): One[] =>
    list.map(({ movie, user, at }) => ({
      key: `${movie.id} ${user}`,
      name: <Film movie={movie} />,
      facts: texts.untimelyOne(user, at),
    }));
  return (
    <section aria-labelledby="odd">
      <h3 id="odd">{texts.odd}</h3>
      <p className="muted">{texts.oddHint}</p>
      <Kind
        name={texts.alike}
        hint={texts.alikeHint(alikeFrom.ratings, alikeFrom.deviation)}
        list={alike.map(({ user, ratings, deviation }) => ({
          key: String(user),
          name: <Person user={user} />,
          facts: texts.alikeOne(ratings, deviation),
        }))}
      />
      <Kind
        name={texts.bursts}
        hint={texts.burstsHint(burstFrom)}
        list={bursts.map(({ user, ratings, inAMinute }) => ({
          key: String(user),
          name: <Person user={user} />,
          facts: texts.burstsOne(inAMinute, ratings),
        }))}
      />
      <Kind
        name={texts.twice}
        hint={texts.twiceHint}
        list={twice.map((movies) => ({
          key: String(movies[0].id),
          name: <Film movie={movies[0]} />,
          facts: texts.twiceOne(movies.map(({ id }) => id)),
        }))}
      />
      <Kind name={texts.early} hint={texts.earlyHint} list={untimely(early)} />
      <Kind name={texts.future} hint={texts.futureHint} list={untimely(future)} />
    </section>
  );
}

function Kind(props: { readonly name: string; readonly hint: string; readonly list: readonly One[] }) {
  const { name, hint, list } = props;
  return (
    <details className="glance__odd">
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

function Person({ user }: { readonly user: number }) {
  return <Link href={paths.user(user)}>{texts.personName(user)}</Link>;
}

function Film({ movie }: { readonly movie: { readonly id: number; readonly title: string } }) {
  return <Link href={paths.movie(movie.id)}>{movie.title}</Link>;
}
