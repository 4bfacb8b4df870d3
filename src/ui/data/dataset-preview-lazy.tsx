import { lazy, Suspense } from 'react';
import { useSelect } from '../state/store.ts';

const OfferDialog = lazy(() => import('./dataset-preview-dialog.tsx'));

/** Another data set on its way into use, over whatever page it was brought to. */
export function Offer() {
  const isThere = useSelect((state) => state.offer !== null);
  if (!isThere) return null;
  return (
    <Suspense fallback={null}>
      <OfferDialog />
    </Suspense>
  );
}
