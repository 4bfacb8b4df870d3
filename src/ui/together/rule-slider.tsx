import { useId, useState } from 'react';
import { useDebouncedCallback } from '../kit/use-debounced.ts';
import { rule as texts } from './texts.ts';

const SETTLE_MS = 200;

/** How much the least happy of a group counts beside the average. @param props.misery 0 to 1 */
export function RuleSlider(props: { readonly misery: number; readonly onChange: (misery: number) => void }) {
  const { misery, onChange } = props;
  const id = useId();
  const [dragged, setDragged] = useState<number | null>(null);
  const settle = useDebouncedCallback((percent: number) => {
    setDragged(null);
    onChange(percent / 100);
  }, SETTLE_MS);
  const percent = dragged ?? Math.round(100 * misery);
  return (
    <div className="rule-slider">
      <label htmlFor={id}>{texts.label}</label>
      <div className="rule-slider__ends" aria-hidden="true">
        <span>{texts.mean}</span>
        <span>{texts.least}</span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={10}
        value={percent}
        aria-valuetext={texts.value(percent)}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const value = Number(event.target.value);
          setDragged(value);
          settle(value);
        }}
      />
      <p className="muted">{texts.value(percent)}</p>
      <p id={`${id}-hint`} className="muted">
        {texts.hint}
      </p>
    </div>
  );
}
