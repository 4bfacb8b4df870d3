import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { MapExplorer } from './map-explorer.tsx';
import { MapProgress } from './map-progress.tsx';
import { map as texts } from './texts.ts';
import { useMap } from './use-map.ts';
import './map.css';

/** Shows all movies on a plane; similar movies are close together. */
export default function MapPage() {
  const words = useWords();
  const loading = useSelect((state) => state.app.loading);
  const modelRunId = useSelect((state) => state.training.modelRunId);
  const { guide, tint, progress, isWaiting, isAsked, ask, redraw, stop } = useMap(true);
  const isOld = guide !== null && modelRunId !== null && guide.map.runId !== modelRunId;
  return (
    <Page
      title={texts.title}
      className="map"
      lead={loading !== null ? <LoadingProgress loading={loading} /> : <p>{texts.lead(words)}</p>}
    >
      {!isAsked && (
        <div className="empty">
          <p>{texts.stopped}</p>
          <button type="button" className="button button--main" onClick={ask}>
            {texts.draw}
          </button>
        </div>
      )}
      {isWaiting && guide === null && (
        <div className="empty">
          <p>{texts.waiting(words)}</p>
          <Link className="button" href={paths.training}>
            {texts.training}
          </Link>
        </div>
      )}
      {progress !== null && <MapProgress progress={progress} onStop={guide === null ? stop : null} />}
      {isOld && progress === null && (
        <div className="map__older">
          <p>{texts.newer}</p>
          <button type="button" className="button" onClick={redraw}>
            {texts.anew}
          </button>
        </div>
      )}
      {guide !== null && <MapExplorer key={guide.map.runId} guide={guide} tint={tint} />}
    </Page>
  );
}
