import { ProgressBar } from '../kit/progress-bar.tsx';
import { isStalled, type Loading } from '../state/app-state.ts';
import { useSelect } from '../state/store.ts';
import { loadingText } from './texts.ts';

/** How far the first load of the data set is; nothing once it has stalled, since the banner says so. */
export function LoadingProgress({ loading }: { readonly loading: Loading }) {
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
