import { lazy, Suspense, useEffect } from 'react';
import { useSelect, useStore } from '../state/store.ts';

const WhyDialog = lazy(() => import('../why/why-dialog.tsx'));
const ImportDialog = lazy(() => import('../import/import-dialog.tsx'));
const DatasetPreviewDialog = lazy(() => import('../data/dataset-preview-dialog.tsx'));

/** Explains why a movie is recommended. The dialog belongs to the page that opened it and closes with that page. */
export function LazyWhyDialog() {
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

/** Shows the review of imported files on top of any page. */
export function LazyImportDialog() {
  const isOpen = useSelect((state) => state.importing.step !== 'none');
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <ImportDialog />
    </Suspense>
  );
}

/** Shows the preview of another data set on top of any page. */
export function LazyDatasetPreviewDialog() {
  const isOpen = useSelect((state) => state.datasetPreview !== null);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <DatasetPreviewDialog />
    </Suspense>
  );
}
