import { once } from '../../base/memoize.ts';
import { createExploringStore } from '../exploring/store.ts';
import LabPage from '../lab/lab-page.tsx';
import { lazyPiece } from './lazy-piece.tsx';

const ExploringPanel = lazyPiece(() => import('../exploring/exploring-panel.tsx'), 'layer');

/** Lives as long as the page of the browser: a simulation goes on while the person looks at other pages. */
const exploringStore = once(createExploringStore);

/** The Lab, and the simulation of exploring as its last panel. */
export default function LabWithExploring() {
  return (
    <LabPage>
      <ExploringPanel store={exploringStore()} />
    </LabPage>
  );
}
