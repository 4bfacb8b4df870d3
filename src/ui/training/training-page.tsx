import { useCallback, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { useSelect } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { AutoTrainSwitch } from './auto-train-switch.tsx';
import { type Against, chartLines } from './chart-data.ts';
import { ChartLegend } from './chart-legend.tsx';
import { ModelPanel } from './model-panel.tsx';
import { training as texts } from './texts.ts';
import { TrainingChart } from './training-chart.tsx';
import { TrainingControls } from './training-controls.tsx';
import { TrainingDetail } from './training-detail.tsx';
import { TrainingForm } from './training-form.tsx';
import { TrainingRuns } from './training-runs.tsx';
import { currentOf } from './training-state.ts';
import { shownRuns } from './visible-runs.ts';
import { XAxisChoice } from './x-axis-choice.tsx';
import './training.css';

/** The training page: the live curve, the comparison of runs, and the settings. */
export default function TrainingPage() {
  const { networks } = useTexts(texts);
  const training = useSelect((state) => state.training);
  const ready = useSelect((state) => state.app.loading === null);
  const loading = useSelect((state) => state.app.loading);
  const [choices, setChoices] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [chosenId, setChosenId] = useState<number | null>(null);
  const [against, setAgainst] = useState<Against>('epochs');
  const [cursor, setCursor] = useState<number | null>(null);
  const top = useRef<HTMLElement>(null);

  const { runs, currentId } = training;
  const current = currentOf(training);
  const detail = runs.find(({ run }) => run.id === chosenId) ?? current;
  const shown = useMemo(() => shownRuns(runs, currentId, choices), [runs, currentId, choices]);
  const lines = useMemo(
    () => chartLines(shown, detail, currentId, against),
    [shown, detail, currentId, against],
  );
  const planned = training.phase === 'ended' ? 0 : (current?.run.settings.epochs ?? 0);
  const begin = useCallback(() => {
    setChosenId(null);
    top.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Page
      title={texts.title}
      lead={
        <>
          <p>{texts.lead}</p>
          <p className="muted">
            {networks.before} <Link href={paths.order}>{networks.order}</Link>,{' '}
            <Link href={paths.deepTaste}>{networks.deepTaste}</Link>
          </p>
        </>
      }
    >
      <div className="training">
        <div className="training__main">
          <section ref={top} className="panel" aria-label={texts.chart}>
            <TrainingControls training={training} loading={loading} />
            <TrainingChart
              key={lines.map(({ curve, kind }) => `${curve.number} ${kind}`).join()}
              lines={lines}
              currentId={currentId}
              against={against}
              epochs={planned}
              empty={runs.length === 0 ? texts.nothing : shown.length === 0 ? texts.noneShown : texts.waiting}
              onCursor={setCursor}
            />
            <div className="training__below">
              <ChartLegend lines={lines} currentId={currentId} against={against} cursor={cursor} />
              <XAxisChoice against={against} onChange={setAgainst} />
            </div>
            <p className="muted training__hint">
              {texts.chartHint} {detail?.run.settings.algorithm === 'bayes' && texts.drawsHint}
            </p>
          </section>
          <TrainingRuns
            training={training}
            shownIds={new Set(shown.map(({ run }) => run.id))}
            detailId={detail?.run.id ?? null}
            onShow={(runId, on) => setChoices(new Map(choices).set(runId, on))}
            onDetail={setChosenId}
          />
          {detail !== null && <TrainingDetail curve={detail} training={training} />}
          <ModelPanel training={training} ready={ready} />
        </div>
        <div className="training__side">
          <TrainingForm training={training} ready={ready} onStart={begin} />
          <AutoTrainSwitch />
        </div>
      </div>
    </Page>
  );
}
