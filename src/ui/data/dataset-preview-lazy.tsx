import { lazy, Suspense } from 'react';
import { useSelect } from '../state/store.ts';

const DatasetPreviewDialog = lazy(() => import('./dataset-preview-dialog.tsx'));

/** Another data set on its way into use, over whatever page it was brought to. */
export function DatasetPreviewArea() {
  const isThere = useSelect((state) => state.datasetPreview !== null);
  if (!isThere) return null;
  return (
    <Suspense fallback={null}>
      <DatasetPreviewDialog />
    </Suspense>
  );
}
