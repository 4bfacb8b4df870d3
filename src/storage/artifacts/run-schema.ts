import * as v from 'valibot';
import { countSchema, finiteSchema, oneOf, type Schema } from '../../base/schemas.ts';
import type { BackendName, RunRecord, TrainingEnd, TrainingRun } from '../../protocol/training-messages.ts';
import type { TrainingPoint } from '../../training/trainer.ts';
import { trainingSettingsSchema } from '../person/person-schema.ts';

/** More than any run has; a longer list is not ours. */
const MAX_LENGTH = 10_000;

const numberOrNull = v.nullable(finiteSchema);

const pointSchema: Schema<TrainingPoint> = v.object({
  epoch: countSchema,
  trainRmse: finiteSchema,
  validationRmse: numberOrNull,
  drawRmse: v.optional(numberOrNull, null),
  noise: v.optional(numberOrNull, null),
  epochMs: finiteSchema,
  ratingsPerSecond: finiteSchema,
});

/** The points of a curve. */
export const pointsSchema = v.pipe(v.array(pointSchema), v.maxLength(MAX_LENGTH));

/** The description of a run; what an earlier version did not know gets its default. */
export const trainingRunSchema: Schema<TrainingRun> = v.object({
  id: countSchema,
  settings: trainingSettingsSchema,
  backend: v.object({
    backend: oneOf<BackendName>({ webgpu: true, webgl: true, cpu: true }),
    adapter: v.string(),
    why: v.string(),
  }),
  trainRatings: countSchema,
  validationRatings: countSchema,
  background: v.optional(v.boolean(), false),
  importedFrom: v.optional(v.nullable(v.string()), null),
});

const residualsSchema = v.object({
  first: finiteSchema,
  width: v.pipe(finiteSchema, v.gtValue(0)),
  counts: v.pipe(v.array(countSchema), v.maxLength(MAX_LENGTH)),
});

/** A finished run; what an earlier version did not know gets its default. */
export const runRecordSchema: Schema<RunRecord> = v.object({
  datasetId: v.exactOptional(v.string()),
  run: trainingRunSchema,
  points: pointsSchema,
  end: oneOf<TrainingEnd>({ finished: true, early: true, stopped: true }),
  residuals: v.nullish(residualsSchema, null),
});
