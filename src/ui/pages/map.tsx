import { Link } from 'wouter';
import { paths } from '../address.ts';
import { MapExplorer } from '../components/map-explorer.tsx';
import { MapProgress } from '../components/map-progress.tsx';
import { Page } from '../components/page.tsx';
import { Progress } from '../components/progress.tsx';
import { useSelect } from '../store.ts';
import { map as texts } from '../texts-map.ts';
import { useMap } from '../use-map.ts';
import './ratings.css';
import './map.css';

/** All films on a plane, alike ones close together. */
export default function MapPage() {
  const loading = useSelect((state) => state.loading);
  const progress = useSelect((state) => state.map.progress);
  const waiting = useSelect((state) => state.map.waiting);
  const modelRunId = useSelect((state) => state.training.modelRunId);
  const { guide, isAsked, ask, stop } = useMap(true);
  const isOld = guide !== null && modelRunId !== null && guide.map.runId !== modelRunId;
  return (
    <Page
      title={texts.title}
      className="map"
      lead={loading !== null ? <Progress loading={loading} /> : <p>{texts.lead}</p>}
    >
      {!isAsked && (
        <div className="empty">
          <p>{texts.stopped}</p>
          <button type="button" className="button button--main" onClick={() => ask(false)}>
            {texts.draw}
          </button>
        </div>
      )}
      {isAsked && waiting && guide === null && (
        <div className="empty">
          <p>{texts.waiting}</p>
          <Link className="button" href={paths.training}>
            {texts.training}
          </Link>
        </div>
      )}
      {isAsked && progress !== null && (
        <MapProgress progress={progress} onStop={guide === null ? stop : null} />
      )}
      {isOld && progress === null && (
        <div className="map__older">
          <p>{texts.newer}</p>
          <button type="button" className="button" onClick={() => ask(true)}>
            {texts.anew}
          </button>
        </div>
      )}
      {guide !== null && isAsked && <MapExplorer key={guide.map.runId} guide={guide} />}
    </Page>
  );
}
