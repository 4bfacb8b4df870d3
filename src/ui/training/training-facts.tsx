import type { ReactNode } from 'react';
import type { RunMemory } from '../../protocol/training-messages.ts';
import { formatBytes, formatMeasured, formatRate, formatSpan } from '../kit/format.ts';
import { elapsedMs, heldOutError, typicalError, usualEpochMs } from './run-summary.ts';
import { detail as texts } from './run-texts.ts';
import { leftText, training } from './texts.ts';
import type { Curve } from './training-state.ts';

/** The figures of a run, in plain words first. */
export function TrainingFacts(props: {
  readonly curve: Curve;
  /** Null where the run is over. */
  readonly remainingMs: number | null;
  readonly memory: RunMemory | null;
}) {
  const { curve, remainingMs, memory } = props;
  const { points, run } = curve;
  const last = points.at(-1);
  const error = typicalError(curve);
  const epochMs = usualEpochMs(points);
  const noise = last?.noise ?? null;
  const sweeps = run.settings.algorithm === 'bayes';
  return (
    <dl className="facts numbers">
      <Fact
        name={training.typical}
        term={heldOutError(curve) === null ? training.typicalTermTrain : training.typicalTerm}
        value={error === null ? '–' : training.stars(error)}
      />
      {noise !== null && <Fact name={texts.noise} term={texts.noiseHint} value={training.stars(noise)} />}
      <Fact
        name={sweeps ? texts.perSweep : texts.perEpoch}
        term={texts.perEpochHint}
        value={epochMs === null ? '–' : formatMeasured(epochMs)}
      />
      <Fact
        name={texts.speed}
        value={last === undefined ? '–' : formatRate(last.ratingsPerSecond)}
        more={texts.perSecond}
      />
      {remainingMs === null ? (
        <Fact name={texts.took} value={points.length === 0 ? '–' : formatSpan(elapsedMs(points))} />
      ) : (
        <Fact name={texts.left} value={leftText(remainingMs)} />
      )}
      {memory !== null && (
        <Fact
          name={texts.memory}
          term={texts.memoryHint}
          value={formatBytes(memory.bytes)}
          more={memory.tensors > 0 ? texts.tensors(memory.tensors) : ''}
        />
      )}
      {memory !== null && memory.heapBytes !== null && (
        <Fact name={texts.heap} term={texts.heapHint} value={formatBytes(memory.heapBytes)} />
      )}
    </dl>
  );
}

function Fact(props: {
  readonly name: ReactNode;
  /** What the name means exactly. */
  readonly term?: string;
  readonly value: string;
  readonly more?: string;
}) {
  const { name, term, value, more = '' } = props;
  return (
    <div className="facts__fact">
      <dt>{term === undefined ? name : <abbr title={term}>{name}</abbr>}</dt>
      <dd>
        {value}
        {more !== '' && <span className="facts__more">{more}</span>}
      </dd>
    </div>
  );
}
