import * as v from 'valibot';
import { parseOrNull } from '../../base/schemas.ts';
import type { RunRecord } from '../../protocol/training-messages.ts';
import { brokenStorage } from '../database/storage-errors.ts';
import { artifactStore } from './artifact-store.ts';
import { runRecordSchema } from './run-schema.ts';

const runsSchema = v.object({ runs: v.array(runRecordSchema) });

/** Stores the list of finished runs, oldest first. A list with an unreadable run is 'storage-broken'. */
export const runStore = artifactStore<readonly RunRecord[]>({
  name: 'runs',
  encode: (runs) => ({ meta: { runs }, arrays: {} }),
  decode({ meta }) {
    const stored = parseOrNull(runsSchema, meta);
    if (stored === null) throw brokenStorage('the list of earlier trainings cannot be read');
    return stored.runs;
  },
});
