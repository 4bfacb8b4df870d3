import * as v from 'valibot';
import { oneOf, parseOrNull } from '../../base/schemas.ts';
import type { Notice } from '../../protocol/dataset-messages.ts';
import { artifactStore } from './artifact-store.ts';

const noticeSchema = v.object({ notice: oneOf<Notice>({ newShelf: true }) });

/** Stores what the person is to be told once. */
export const noticeStore = artifactStore<Notice>({
  name: 'notice',
  encode: (notice) => ({ meta: { notice }, arrays: {} }),
  decode: ({ meta }) => parseOrNull(noticeSchema, meta)?.notice ?? null,
});
