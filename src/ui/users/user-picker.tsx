import { type FormEvent, useId, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { createRandom } from '../../base/random.ts';
import { paths } from '../app/routes.ts';
import { users as texts } from './texts.ts';

/** Chooses a user of the data set: by number, at random, or the next one. */
export function UserPicker(props: { readonly users: number; readonly current: number | null }) {
  const { users, current } = props;
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const id = useId();
  const search = useSearch();
  // The query selects the recommender, and it stays the same from user to user.
  const to = (user: number) => `${paths.user(user)}${search === '' ? '' : `?${search}`}`;
  const go = (event: FormEvent) => {
    event.preventDefault();
    const user = Number(typed);
    if (Number.isInteger(user) && user >= 1 && user <= users) navigate(to(user));
  };
  const anyone = () => navigate(to(1 + createRandom(Date.now()).integer(users)));
  return (
    <nav className="user-picker" aria-label={texts.choose}>
      {current !== null && (
        <>
          <Neighbour to={current > 1 ? to(current - 1) : null} name={texts.previous} />
          <Neighbour to={current < users ? to(current + 1) : null} name={texts.next} />
        </>
      )}
      <button type="button" className="button" onClick={anyone}>
        {texts.random}
      </button>
      <form className="user-picker__form" onSubmit={go}>
        <label htmlFor={id}>{texts.number}</label>
        <input
          id={id}
          className="user-picker__number"
          type="number"
          inputMode="numeric"
          min={1}
          max={users}
          required
          placeholder={texts.upTo(users)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button">
          {texts.go}
        </button>
      </form>
      {current !== null && (
        <Link className="button button--quiet" href={paths.users}>
          {texts.all}
        </Link>
      )}
    </nav>
  );
}

function Neighbour({ to, name }: { readonly to: string | null; readonly name: string }) {
  return to === null ? (
    <button type="button" className="button" disabled>
      {name}
    </button>
  ) : (
    <Link className="button" href={to}>
      {name}
    </Link>
  );
}
