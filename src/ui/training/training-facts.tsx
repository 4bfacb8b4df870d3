import type { ReactNode } from 'react';
import type { RunMemory } from '../../protocol/training-messages.ts';
import { FactList } from '../kit/fact-list.tsx';
import { formatBytes, formatCount, formatMeasured, formatRate, formatSpan } from '../kit/format.ts';
import { useTexts } from '../state/use-words.ts';
import { errorText } from './phase-texts.ts';
import { elapsedMs, heldOutError, typicalError, usualEpochMs } from './run-summary.ts';
import { detail as texts } from './run-texts.ts';
import { leftText, training } from './texts.ts';
import type { Curve } from './training-state.ts';

/** The figures of a run; each starts with a plain name. */
export function TrainingFacts(props: {
  readonly curve: Curve;
  /** Null if the run is over. */
  readonly remainingMs: number | null;
  readonly memory: RunMemory | null;
}) {
  const { curve, remainingMs, memory } = props;
  const { heapHint } = useTexts(texts);
  const { points, run } = curve;
  const last = points.at(-1);
  const error = typicalError(curve);
  const epochMs = usualEpochMs(points);
  const noise = last?.noise ?? null;
  const sweeps = run.settings.algorithm === 'bayes';
  const facts = [
    fact(
      training.typical,
      error === null ? '–' : errorText(error),
      heldOutError(curve) === null ? training.typicalTermTrain : training.typicalTerm,
    ),
    noise !== null && fact(texts.noise, errorText(noise), texts.noiseHint),
    fact(
      sweeps ? texts.perSweep : texts.perEpoch,
      epochMs === null ? '–' : formatMeasured(epochMs),
      texts.perEpochHint,
    ),
    fact(
      texts.speed,
      withMore(last === undefined ? '–' : formatRate(last.ratingsPerSecond), texts.perSecond),
    ),
    remainingMs === null
      ? fact(texts.took, points.length === 0 ? '–' : formatSpan(elapsedMs(points)))
      : fact(texts.left, leftText(remainingMs)),
    memory !== null &&
      fact(
        texts.memory,
        withMore(formatBytes(memory.bytes), memory.tensors > 0 ? texts.tensors(memory.tensors) : ''),
        texts.memoryHint,
      ),
    memory !== null && fact(texts.threads, formatCount(memory.threads), texts.threadsHint),
    memory !== null && memory.heapBytes !== null && fact(texts.heap, formatBytes(memory.heapBytes), heapHint),
  ];
  return <FactList facts={facts.filter((one) => one !== false)} />;
}

/** @param term the exact technical term for the name */
function fact(name: string, value: ReactNode, term?: string) {
  return { key: name, label: term === undefined ? name : <abbr title={term}>{name}</abbr>, value };
}

function withMore(value: string, more: string): ReactNode {
  return (
    <>
      {value}
      {more !== '' && <span className="training__fact-more">{more}</span>}
    </>
  );
}
