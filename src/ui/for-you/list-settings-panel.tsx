import { useEffect, useId, useRef, useState } from 'react';
import { noWishes, type Wishes as Wanted } from '../../protocol/list-settings.ts';
import { Icon } from '../kit/icons.tsx';
import { useActs, useSelect } from '../state/store.ts';
import { countActive, dials, dialText, wishes as texts } from './list-settings-texts.ts';
import { WishFilters } from './movie-filters.tsx';
import './list-settings-panel.css';

/** A dial that is dragged changes faster than a list can be looked at. */
const SETTLE_MS = 60;

/** Dials and filters of the list; every change shows at once. */
export function Wishes() {
  const told = useSelect((state) => state.person.wishes);
  const { wish } = useActs();
  const [wanted, setWanted] = useState(told);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(told);
  // Another tab, or forgetting everything, may have changed them.
  useEffect(() => {
    if (told === sent.current) return;
    sent.current = told;
    setWanted(told);
  }, [told]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (part: Partial<Wanted>) => {
    const next = { ...wanted, ...part };
    setWanted(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next;
      wish(next);
    }, SETTLE_MS);
  };
  const active = countActive(wanted, noWishes);
  return (
    <details className="wishes">
      <summary className="wishes__summary">
        <Icon name="dials" />
        {texts.title}
        {active > 0 && <span className="wishes__active">{texts.active(active)}</span>}
        <WhatChanged />
      </summary>
      <div className="wishes__body panel">
        <div className="wishes__dials">
          <Dial dial="adventure" lowest={-1} value={wanted.adventure} onChange={change} />
          <Dial dial="niche" lowest={-1} value={wanted.niche} onChange={change} />
          <Dial dial="variety" lowest={0} value={wanted.variety} onChange={change} />
          <Dial dial="balance" lowest={0} value={wanted.balance} onChange={change} />
        </div>
        <WishFilters wanted={wanted} change={change} />
        <button
          type="button"
          className="button"
          disabled={active === 0}
          onClick={() => change({ ...noWishes })}
        >
          {texts.reset}
        </button>
      </div>
    </details>
  );
}

function Dial(props: {
  readonly dial: keyof typeof dials;
  readonly lowest: -1 | 0;
  readonly value: number;
  readonly onChange: (part: Partial<Wanted>) => void;
}) {
  const { dial, lowest, value, onChange } = props;
  const id = useId();
  const { name, low, high, hint } = dials[dial];
  return (
    <div className="dial">
      <label htmlFor={id} className="visually-hidden">
        {name}
      </label>
      <div className="dial__ends" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </div>
      <input
        id={id}
        type="range"
        min={lowest}
        max={1}
        step={0.1}
        value={value}
        aria-valuetext={dialText(dial, value)}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange({ [dial]: Number(event.target.value) })}
      />
      <p id={`${id}-hint`} className="muted dial__hint">
        {hint}
      </p>
    </div>
  );
}

/** What the last change of the wishes did to the films on the screen. */
function WhatChanged() {
  const cards = useSelect((state) => state.recommended?.cards ?? null);
  // Told again by the worker they are the same wishes in another object.
  const told = JSON.stringify(useSelect((state) => state.person.wishes));
  const before = useRef({ cards, told });
  const [text, setText] = useState('');
  useEffect(() => {
    if (before.current.told === told) {
      // The list follows the wish; what moves it later is not this wish's doing.
      if (before.current.cards !== cards) before.current = { ...before.current, cards };
      return;
    }
    if (before.current.cards === cards || cards === null) return;
    const known = new Set(before.current.cards?.map(({ movie }) => movie.id));
    const fresh = cards.filter(({ movie }) => !known.has(movie.id)).length;
    setText(fresh === 0 ? texts.same : texts.changed(fresh, cards.length));
    before.current = { cards, told };
  }, [cards, told]);
  return (
    <span className="muted wishes__changed" role="status">
      {text}
    </span>
  );
}
