import { useEffect, useId, useRef, useState } from 'react';
import { defaultListSettings, type ListSettings as Wanted } from '../../protocol/list-settings.ts';
import { Icon } from '../kit/icons.tsx';
import { useActs, useSelect } from '../state/store.ts';
import { adjustments, adjustmentText, countActive, listSettings as texts } from './list-settings-texts.ts';
import { MovieFilters } from './movie-filters.tsx';
import './list-settings-panel.css';

/** A dial that is dragged changes faster than a list can be looked at. */
const SETTLE_MS = 60;

/** Dials and filters of the list; every change shows at once. */
export function ListSettingsPanel() {
  const told = useSelect((state) => state.person.listSettings);
  const { listSettings } = useActs();
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
      listSettings(next);
    }, SETTLE_MS);
  };
  const active = countActive(wanted, defaultListSettings);
  return (
    <details className="list-settings">
      <summary className="list-settings__summary">
        <Icon name="adjustments" />
        {texts.title}
        {active > 0 && <span className="list-settings__active">{texts.active(active)}</span>}
        <WhatChanged />
      </summary>
      <div className="list-settings__body panel">
        <div className="list-settings__adjustments">
          <Adjustment adjustment="adventure" lowest={-1} value={wanted.adventure} onChange={change} />
          <Adjustment adjustment="niche" lowest={-1} value={wanted.niche} onChange={change} />
          <Adjustment adjustment="variety" lowest={0} value={wanted.variety} onChange={change} />
          <Adjustment adjustment="balance" lowest={0} value={wanted.balance} onChange={change} />
        </div>
        <MovieFilters wanted={wanted} change={change} />
        <button
          type="button"
          className="button"
          disabled={active === 0}
          onClick={() => change({ ...defaultListSettings })}
        >
          {texts.reset}
        </button>
      </div>
    </details>
  );
}

function Adjustment(props: {
  readonly adjustment: keyof typeof adjustments;
  readonly lowest: -1 | 0;
  readonly value: number;
  readonly onChange: (part: Partial<Wanted>) => void;
}) {
  const { adjustment, lowest, value, onChange } = props;
  const id = useId();
  const { name, low, high, hint } = adjustments[adjustment];
  return (
    <div className="adjustment">
      <label htmlFor={id} className="visually-hidden">
        {name}
      </label>
      <div className="adjustment__ends" aria-hidden="true">
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
        aria-valuetext={adjustmentText(adjustment, value)}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange({ [adjustment]: Number(event.target.value) })}
      />
      <p id={`${id}-hint`} className="muted adjustment__hint">
        {hint}
      </p>
    </div>
  );
}

/** What the last change of the wishes did to the films on the screen. */
function WhatChanged() {
  const cards = useSelect((state) => state.recommended?.cards ?? null);
  // Told again by the worker they are the same wishes in another object.
  const told = JSON.stringify(useSelect((state) => state.person.listSettings));
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
    <span className="muted list-settings__changed" role="status">
      {text}
    </span>
  );
}
