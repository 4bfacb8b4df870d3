import { isRecord } from '../../base/is-record.ts';

/** A value of a parsed file as a record with its own fields; empty if the value is not a record. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? { ...value } : {};
}

/** A trimmed text; '' for anything else. */
export function textFrom(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A non-negative integer; null for anything else. */
export function wholeFrom(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
