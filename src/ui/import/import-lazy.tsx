import { lazy, Suspense } from 'react';
import { useSelect } from '../state/store.ts';
import { DropVeil } from './drop-overlay.tsx';

const ImportDialog = lazy(() => import('./import-dialog.tsx'));

/** Files dropped anywhere, and the review of what is in them. */
export function ImportArea() {
  const isOpen = useSelect((state) => state.importing.step !== 'none');
  return (
    <>
      <DropVeil />
      {isOpen && (
        <Suspense fallback={null}>
          <ImportDialog />
        </Suspense>
      )}
    </>
  );
}
