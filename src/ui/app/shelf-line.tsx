import { ProgressBar } from '../kit/progress-bar.tsx';
import type { Arriving } from '../state/app-state.ts';
import { useSelect } from '../state/store.ts';
import { shelf as texts } from './texts.ts';
import './shelf-line.css';

/** Says in a corner how far the rest of the movies is, for as long as only the first ones are here. */
export function ShelfLine() {
  const arriving = useSelect((state) => state.app.arriving);
  if (arriving === null || !isOnBar(arriving) || arriving.problem !== null) return null;
  return (
    <section className="shelf-line" aria-label={texts.title}>
      <span className="numbers">{texts.arriving(arriving)}</span>
      <ShelfBar arriving={arriving} />
    </section>
  );
}

/** Other stages than these are no reason to wait for anything. */
const isOnBar = ({ stage }: Arriving) => stage === 'shelf' || stage === 'ratings';

export function ShelfBar({ arriving }: { readonly arriving: Arriving }) {
  const { done, total } = arriving;
  const part = total === null ? null : Math.min(1, done / total);
  return <ProgressBar text={texts.title} part={part} valueText={texts.arriving(arriving)} />;
}
