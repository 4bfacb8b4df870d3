import { useSelect } from '../state/store.ts';
import { isStalled, type Loading } from './state.ts';
import { loadingText } from './texts.ts';
import '../kit/controls.css';

/** A bar over the whole way where it is known, a moving one where it is not. */
export function Progress({ loading }: { readonly loading: Loading }) {
  const stalled = useSelect(isStalled);
  if (stalled) return null;
  const text = loadingText(loading.step, loading.done, loading.total);
  const part = loading.total !== null && loading.total > 0 ? Math.min(1, loading.done / loading.total) : null;
  return (
    <div className="loading">
      <ProgressBar text={text} part={part} />
      <p className="muted numbers">{text}</p>
    </div>
  );
}

/** @param part null where the whole way is not known */
export function ProgressBar({ text, part }: { readonly text: string; readonly part: number | null }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={text}
      {...(part === null
        ? {}
        : { 'aria-valuenow': Math.round(part * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <span
        className={part === null ? 'progress__done progress__done--unknown' : 'progress__done'}
        style={part === null ? {} : { width: `${part * 100}%` }}
      />
    </div>
  );
}
