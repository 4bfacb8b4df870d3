import { useState } from 'react';
import type { Guest, GuestNews, Guests } from '../../protocol/together-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { Icon } from '../kit/icons.tsx';
import { useStore } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { AddPerson } from './add-person.tsx';
import { people as texts } from './texts.ts';

/** Who is watching: the person, the guests of tonight and those who are stored. @param props.group null while not known */
export function People({ group }: { readonly group: Guests | null }) {
  const [isAdding, setAdding] = useState(false);
  const store = useStore();
  const words = useWords();
  const guests = group?.guests ?? [];
  const away = guests.filter(({ isHere }) => !isHere);
  const open = () => {
    store.send({ type: 'closeGuestNews' });
    setAdding(true);
  };
  const isFull = group !== null && group.room === 0;
  return (
    <section className="people panel" aria-labelledby="watching-with">
      <h2 id="watching-with">{texts.title}</h2>
      <p className="muted">{texts.lead}</p>
      <ul className="people__list" aria-label={texts.region}>
        <li className="people__person">
          <Icon name="person" />
          <strong>{texts.you}</strong>
        </li>
        {guests
          .filter(({ isHere }) => isHere)
          .map((guest) => (
            <Present key={guest.id} guest={guest} />
          ))}
      </ul>
      <div className="people__acts">
        <button type="button" className="button" disabled={group === null || isFull} onClick={open}>
          <Icon name="plus" />
          {texts.add}
        </button>
        {isFull && <p className="muted">{texts.full}</p>}
      </div>
      {away.length > 0 && <Away guests={away} isFull={isFull} />}
      <p role="status" className="people__news">
        {newsText(group?.news ?? null, guests, words)}
      </p>
      {isAdding && <AddPerson news={group?.news ?? null} onClose={() => setAdding(false)} />}
    </section>
  );
}

function newsText(news: GuestNews | null, guests: readonly Guest[], words: Words): string {
  if (news?.kind === 'refused') return `${news.problem.message} ${news.problem.advice}`;
  if (news?.kind !== 'added') return '';
  const guest = guests.find(({ id }) => id === news.id);
  return guest === undefined ? '' : texts.added(guest.name, news.unfound, words);
}

function Present({ guest }: { readonly guest: Guest }) {
  const store = useStore();
  const words = useWords();
  const { id, name } = guest;
  // The press shows at once; every answer of the worker says what is so.
  const [answered, setAnswered] = useState(guest);
  const [pressed, setPressed] = useState<boolean | null>(null);
  if (answered !== guest) {
    setAnswered(guest);
    setPressed(null);
  }
  const keep = (isStored: boolean) => {
    setPressed(isStored);
    store.send({ type: 'keepGuest', id, isStored });
  };
  return (
    <li className="people__person">
      <Icon name="person" />
      <span className="people__about">
        <strong>{name}</strong>
        <span className="muted">{texts.about(guest, words)}</span>
      </span>
      <label className="tonight__switch">
        <input
          type="checkbox"
          checked={pressed ?? guest.isStored}
          aria-label={texts.keepOf(name)}
          onChange={(event) => keep(event.target.checked)}
        />
        {texts.keep}
      </label>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.off(name)}
        title={texts.off(name)}
        onClick={() => store.send({ type: 'seatGuest', id, isHere: false })}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function Away({ guests, isFull }: { readonly guests: readonly Guest[]; readonly isFull: boolean }) {
  const store = useStore();
  return (
    <ul className="people__away" aria-label={texts.fromBefore}>
      {guests.map(({ id, name }) => (
        <li key={id}>
          <button
            type="button"
            className="button"
            disabled={isFull}
            onClick={() => store.send({ type: 'seatGuest', id, isHere: true })}
          >
            {texts.back(name)}
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={texts.forget(name)}
            title={texts.forget(name)}
            onClick={() => store.send({ type: 'forgetGuest', id })}
          >
            <Icon name="trash" />
          </button>
        </li>
      ))}
    </ul>
  );
}
