/** Texts that name the data set in use and what is left out of it. */
import type { DatasetSummary, SuspiciousKind } from '../../protocol/dataset-messages.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { formatNames } from '../kit/format.ts';

const LEFT_OUT: Readonly<Record<SuspiciousKind, string>> = {
  alike: 'people who rate everything the same',
  bursts: 'people who rate faster than one can read',
  twice: 'second listings of films',
  untimely: 'ratings at impossible times',
};

/** For example "without people who rate everything the same and second listings of …". */
export function withoutText(kinds: readonly SuspiciousKind[], words: Words): string {
  return `without ${formatNames(kinds.map((kind) => inWords(LEFT_OUT[kind], words)))}`;
}

/** The message after another data set, or other parts of one, came into use. */
export function inUseText({ name, excluded }: DatasetSummary, words: Words): string {
  return excluded.length === 0
    ? `${name} is in use now`
    : `${name} is in use now, ${withoutText(excluded, words)}`;
}
