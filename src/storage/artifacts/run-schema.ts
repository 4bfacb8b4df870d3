import type {
  BackendInfo,
  Residuals,
  RunRecord,
  TrainingEnd,
  TrainingRun,
} from '../../protocol/training-messages.ts';
import type { TrainingPoint } from '../../training/trainer.ts';
import { isRecord, trainingSettingsFrom } from '../person/person-schema.ts';

/** More than any run has; what claims more is no run of ours. */
const MOST_POINTS = 10_000;

/**
 * A run that is over, as it is kept; null for what is none. What an earlier build did not know yet is filled in.
 */
export function runRecordFrom(value: unknown): RunRecord | null {
  if (!isRecord(value) || !isEnd(value.end)) return null;
  const run = trainingRunFrom(value.run);
  const points = pointsFrom(value.points);
  const residuals = value.residuals ?? null;
  if (run === null || points === null || !(residuals === null || isResiduals(residuals))) return null;
  const { datasetId } = value;
  const of = typeof datasetId === 'string' ? { datasetId } : {};
  return { ...of, run, points, end: value.end, residuals };
}

/** A run's description as it is kept; null for what is none. */
export function trainingRunFrom(value: unknown): TrainingRun | null {
  if (!isRecord(value)) return null;
  const { id, trainRatings, validationRatings, backend } = value;
  const { background = false, importedFrom = null } = value;
  const settings = trainingSettingsFrom(value.settings);
  if (settings === null || !isCount(id) || !isCount(trainRatings) || !isCount(validationRatings)) return null;
  if (!isBackend(backend) || typeof background !== 'boolean') return null;
  if (!(importedFrom === null || typeof importedFrom === 'string')) return null;
  return {
    ...{ id, settings, trainRatings, validationRatings, background, importedFrom },
    backend: { backend: backend.backend, adapter: backend.adapter, why: backend.why },
  };
}

/** The points of a curve as they are kept; null for what is none. */
export function pointsFrom(value: unknown): readonly TrainingPoint[] | null {
  if (!Array.isArray(value) || value.length > MOST_POINTS) return null;
  const points = value.map(pointFrom);
  return points.every((point) => point !== null) ? points : null;
}

function pointFrom(value: unknown): TrainingPoint | null {
  if (!isRecord(value)) return null;
  const {
    epoch,
    trainRmse,
    validationRmse,
    drawRmse = null,
    noise = null,
    epochMs,
    ratingsPerSecond,
  } = value;
  if (!isCount(epoch) || !isNumber(trainRmse) || !isNumber(epochMs) || !isNumber(ratingsPerSecond))
    return null;
  if (!isNumberOrNull(validationRmse) || !isNumberOrNull(drawRmse) || !isNumberOrNull(noise)) return null;
  return { epoch, trainRmse, validationRmse, drawRmse, noise, epochMs, ratingsPerSecond };
}

const ends: Readonly<Record<TrainingEnd, true>> = { finished: true, early: true, stopped: true };

function isEnd(value: unknown): value is TrainingEnd {
  return typeof value === 'string' && Object.hasOwn(ends, value);
}

function isResiduals(value: unknown): value is Residuals {
  return (
    isRecord(value) &&
    isNumber(value.first) &&
    isNumber(value.width) &&
    value.width > 0 &&
    Array.isArray(value.counts) &&
    value.counts.length <= MOST_POINTS &&
    value.counts.every(isCount)
  );
}

const backends: Readonly<Record<BackendInfo['backend'], true>> = { webgpu: true, webgl: true, cpu: true };

function isBackend(value: unknown): value is BackendInfo {
  return (
    isRecord(value) &&
    typeof value.backend === 'string' &&
    Object.hasOwn(backends, value.backend) &&
    typeof value.adapter === 'string' &&
    typeof value.why === 'string'
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || isNumber(value);
}
