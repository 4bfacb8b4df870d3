import * as v from 'valibot';
import { parseOrNull } from '../../base/schemas.ts';
import { type Exclusion, suspiciousKinds } from '../../dataset/exclude-suspicious.ts';
import { derivedStore } from './artifact-store.ts';

const excludingSchema = v.object({ kinds: v.array(v.unknown()), at: v.number() });

/**
 * Stores what the person leaves out of a data set. The data set itself stays as it was read, so that leaving out
 * nothing restores it exactly.
 */
export const excludingStore = derivedStore<Exclusion>({
  name: 'excluding',
  encode: (chosen) => ({ meta: { ...chosen }, arrays: {} }),
  decode({ meta }) {
    const stored = parseOrNull(excludingSchema, meta);
    // Kinds of another version are passed over.
    return stored && { kinds: suspiciousKinds.filter((kind) => stored.kinds.includes(kind)), at: stored.at };
  },
});
