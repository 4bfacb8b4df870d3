import { useEffect } from 'react';
import { useSelect, useStore } from '../state/store.ts';
import { lazyPiece } from './lazy-piece.tsx';

const WhyDialog = lazyPiece(() => import('../why/why-dialog.tsx'), 'layer');
const ImportDialog = lazyPiece(() => import('../import/import-dialog.tsx'), 'layer');
const CardDetails = lazyPiece(() => import('../facts/card-details.tsx'), 'layer');
const DatasetPreviewDialog = lazyPiece(() => import('../data/dataset-preview-dialog.tsx'), 'layer');

/** Explains why a movie is recommended. The dialog belongs to the page that opened it and closes with that page. */
export function LazyWhyDialog() {
  const store = useStore();
  const subject = useSelect((state) => state.why.subject);
  useEffect(() => () => store.act({ type: 'whyClosed' }), [store]);
  if (subject === null) return null;
  return <WhyDialog key={`${subject.kind} ${subject.movie.id}`} subject={subject} />;
}

/** Shows the review of imported files on top of any page. */
export function LazyImportDialog() {
  const isOpen = useSelect((state) => state.importing.step !== 'none');
  if (!isOpen) return null;
  return <ImportDialog />;
}

/** Shows the preview of another data set on top of any page. */
export function LazyDatasetPreviewDialog() {
  const isOpen = useSelect((state) => state.datasetPreview !== null);
  if (!isOpen) return null;
  return <DatasetPreviewDialog />;
}

/** Shows details beside cards. It loads after the data: nobody rests on a card before there is one. */
export function LazyCardDetails() {
  const isReady = useSelect((state) => state.app.isOpen && state.app.loading === null);
  if (!isReady) return null;
  return <CardDetails />;
}
