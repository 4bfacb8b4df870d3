import { lazy, Suspense } from 'react';
import { useSelect } from '../state/store.ts';
import { DropVeil } from './drop-overlay.tsx';

const BringDialog = lazy(() => import('./import-dialog.tsx'));

/** Files dropped anywhere, and the review of what is in them. */
export function Bring() {
  const isOpen = useSelect((state) => state.bring.step !== 'none');
  return (
    <>
      <DropVeil />
      {isOpen && (
        <Suspense fallback={null}>
          <BringDialog />
        </Suspense>
      )}
    </>
  );
}
