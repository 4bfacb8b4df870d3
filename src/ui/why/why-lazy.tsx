import { lazy, Suspense, useEffect } from 'react';
import { useSelect, useStore } from '../state/store.ts';

const WhyDialog = lazy(() => import('./why-dialog.tsx'));

/** The dialog of reasons, over whatever page it was opened from; it closes with that page. */
export function Why() {
  const store = useStore();
  const subject = useSelect((state) => state.why.subject);
  useEffect(() => () => store.act({ type: 'whyClosed' }), [store]);
  if (subject === null) return null;
  return (
    <Suspense fallback={null}>
      <WhyDialog key={`${subject.kind} ${subject.movie.id}`} subject={subject} />
    </Suspense>
  );
}
