import { Page } from '../components/page.tsx';
import { TrainingChart } from '../components/training-chart.tsx';
import { TrainingControls } from '../components/training-controls.tsx';
import { TrainingFacts } from '../components/training-facts.tsx';
import { TrainingForm } from '../components/training-form.tsx';
import { TrainingTable } from '../components/training-table.tsx';
import { useSelect } from '../store.ts';
import { training as texts } from '../texts-training.ts';
import './training.css';

/** Watching it learn, and changing how. */
export default function TrainingPage() {
  const training = useSelect((state) => state.training);
  const loading = useSelect((state) => state.loading);
  return (
    <Page title={texts.title} lead={<p>{texts.lead}</p>}>
      <div className="training">
        <div className="training__main">
          <section className="panel training__panel" aria-label={texts.chart}>
            <TrainingControls training={training} loading={loading} />
            <TrainingChart training={training} />
            <p className="muted training__hint">{texts.chartHint}</p>
          </section>
          <TrainingFacts training={training} />
          <TrainingTable training={training} />
        </div>
        <TrainingForm training={training} ready={loading === null} />
      </div>
    </Page>
  );
}
