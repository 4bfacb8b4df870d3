import { memo, useEffect, useEffectEvent, useId, useState } from 'react';
import { defaultListSettings, type ListSettings } from '../../protocol/list-settings.ts';
import { Icon } from '../kit/icons.tsx';
import { MovieFilters } from '../movie/movie-filters.tsx';
import { sameListSettings } from '../state/same-list-settings.ts';
import { useActs, useSelect } from '../state/store.ts';
import { useIsStale } from '../state/use-query.ts';
import { useRecommendations, useRecommendationsQuery } from '../state/use-recommendations.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { adjustments, adjustmentText, countActive, listSettings as texts } from './list-settings-texts.ts';
import './list-settings-panel.css';

/** Changes wait this long, because a dragged slider changes faster than anybody can read the list. */
const SETTLE_MS = 60;

/** The adjustments and filters of the list. Every change takes effect at once. */
export const ListSettingsPanel = memo(function ListSettingsPanel() {
  const [settings, change] = useDraft();
  const countsElsewhere = useSelect((state) => state.app.dataset?.knowsElsewhere ?? false);
  // Most people never open it, and it has many controls.
  const [wasOpened, setWasOpened] = useState(false);
  const active = countActive(settings, defaultListSettings);
  return (
    <details className="list-settings" onToggle={() => setWasOpened(true)}>
      <summary className="list-settings__summary">
        <Icon name="adjustments" />
        {texts.title}
        {active > 0 && <span className="list-settings__active">{texts.active(active)}</span>}
        <WhatChanged />
      </summary>
      {wasOpened && (
        <div className="list-settings__body panel">
          <div className="list-settings__adjustments">
            <Adjustment adjustment="adventure" lowest={-1} value={settings.adventure} onChange={change} />
            <Adjustment adjustment="niche" lowest={-1} value={settings.niche} onChange={change} />
            <Adjustment adjustment="variety" lowest={0} value={settings.variety} onChange={change} />
            <Adjustment adjustment="balance" lowest={0} value={settings.balance} onChange={change} />
          </div>
          <MovieFilters filters={settings} change={change} countsElsewhere={countsElsewhere} />
          <TimeOfYear shown={settings.timeOfYear} onChange={change} />
          <button
            type="button"
            className="button"
            disabled={active === 0}
            onClick={() => change({ ...defaultListSettings })}
          >
            {texts.reset}
          </button>
        </div>
      )}
    </details>
  );
});

/** Returns the settings with the changes in progress. It sends a change once the person pauses for a moment. */
function useDraft(): readonly [ListSettings, (part: Partial<ListSettings>) => void] {
  const stored = useSelect((state) => state.person.listSettings);
  const { listSettings } = useActs();
  const [draft, setDraft] = useState<ListSettings | null>(null);
  const send = useEffectEvent((settled: ListSettings) => {
    listSettings(settled);
    setDraft((now) => (now === settled ? null : now));
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => send(draft), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return [draft ?? stored, (part) => setDraft((now) => ({ ...(now ?? stored), ...part }))];
}

function Adjustment(props: {
  readonly adjustment: keyof typeof adjustments;
  readonly lowest: -1 | 0;
  readonly value: number;
  readonly onChange: (part: Partial<ListSettings>) => void;
}) {
  const { adjustment, lowest, value, onChange } = props;
  const id = useId();
  const { name, low, high, hint } = useTexts(adjustments[adjustment]);
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

/** Shows or hides the row for the time of year. */
function TimeOfYear(props: {
  readonly shown: boolean;
  readonly onChange: (part: Partial<ListSettings>) => void;
}) {
  const id = useId();
  return (
    <div className="list-settings__switch">
      <input
        id={id}
        type="checkbox"
        checked={props.shown}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange({ timeOfYear: event.target.checked })}
      />
      <label htmlFor={id}>{texts.timeOfYear}</label>
      <p id={`${id}-hint`} className="muted adjustment__hint">
        {texts.timeOfYearHint}
      </p>
    </div>
  );
}

/** Says how the last change of the settings changed the movies on the screen. */
function WhatChanged() {
  const words = useWords();
  const settings = useSelect((state) => state.person.listSettings);
  const { recommendations } = useRecommendations();
  const isStale = useIsStale(useRecommendationsQuery());
  const cards = recommendations?.cards ?? null;
  /** The list before the change that the worker has not answered yet. */
  const [before, setBefore] = useState({ settings, cards });
  const [text, setText] = useState('');
  if (sameListSettings(before.settings, settings)) {
    // The settings are the same, so something else changed the list.
    if (before.cards !== cards) setBefore({ settings, cards });
  } else if (!isStale && cards !== null && cards !== before.cards) {
    const known = new Set(before.cards?.map(({ movie }) => movie.id));
    const fresh = cards.filter(({ movie }) => !known.has(movie.id)).length;
    setText(fresh === 0 ? texts.same : texts.changed(fresh, cards.length, words));
    setBefore({ settings, cards });
  }
  return (
    <span className="muted list-settings__changed" role="status">
      {text}
    </span>
  );
}
