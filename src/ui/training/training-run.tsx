import { Swatch } from '../chart/swatch.tsx';
import { downloadCsv } from '../kit/files.tsx';
import { formatSpan } from '../kit/format.ts';
import { Icon } from '../kit/icons.tsx';
import { useStore } from '../state/store.ts';
import { errorText } from './phase-texts.ts';
import { runCsv, runFileName } from './run-csv.ts';
import { lookOf } from './run-style.ts';
import { elapsedMs, heldOutError } from './run-summary.ts';
import { fateText, methodName, settingsText, runs as texts } from './run-texts.ts';
import type { Curve } from './training-state.ts';

/** One run in the list: its chart key, its settings, its error and its duration. */
export function TrainingRun(props: {
  readonly curve: Curve;
  readonly current: boolean;
  readonly going: boolean;
  readonly inUse: boolean;
  readonly shown: boolean;
  readonly close: boolean;
  readonly onShow: (runId: number, shown: boolean) => void;
  readonly onDetail: (runId: number) => void;
}) {
  const { curve, current, going, inUse, shown, close, onShow, onDetail } = props;
  const { run, number, points } = curve;
  const store = useStore();
  const fate = fateText(curve, going);
  return (
    <li className="training-run" aria-label={texts.name(number)}>
      <div className="training-run__what">
        <h3 className="training-run__name">
          <Swatch style={lookOf(number, current)} />
          {texts.name(number)}
          {inUse && (
            <span className="training-run__badge" title={texts.inUseHint}>
              {texts.inUse}
            </span>
          )}
        </h3>
        <p>{methodName(run.settings)}</p>
        <p className="muted training-run__settings">
          {settingsText(run.settings)}
          {fate !== '' && ` · ${fate}`}
        </p>
      </div>
      <p className="training-run__result numbers">
        <Result curve={curve} />
        {points.length > 0 && <span className="muted">{formatSpan(elapsedMs(points))}</span>}
      </p>
      <div className="training-run__acts">
        <label className="training-run__show">
          <input type="checkbox" checked={shown} onChange={(event) => onShow(run.id, event.target.checked)} />
          {texts.onChart}
        </label>
        <button
          type="button"
          className="training-run__act"
          aria-pressed={close}
          aria-label={texts.detailsOf(number)}
          onClick={() => onDetail(run.id)}
        >
          {texts.details}
        </button>
        <button
          type="button"
          className="training-run__act"
          disabled={points.length === 0}
          aria-label={texts.csvOf(number)}
          title={texts.csvOf(number)}
          onClick={() => downloadCsv(runFileName(curve), runCsv(curve))}
        >
          {texts.csv}
        </button>
        <button
          type="button"
          className="icon-button training-run__remove"
          disabled={going}
          aria-label={texts.removeOf(number)}
          title={texts.removeOf(number)}
          onClick={() => store.send({ type: 'removeRun', runId: run.id })}
        >
          <Icon name="trash" />
        </button>
      </div>
    </li>
  );
}

function Result({ curve }: { readonly curve: Curve }) {
  const error = heldOutError(curve);
  if (error === null) {
    return <span className="muted">{curve.points.length === 0 ? texts.noEpoch : texts.noneHeldOut}</span>;
  }
  return (
    <>
      <strong>{errorText(error)}</strong>
      <span className="visually-hidden"> {texts.heldOut}</span>
    </>
  );
}
