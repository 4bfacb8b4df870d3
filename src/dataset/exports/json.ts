/** A value of a parsed file as a record; what is none has no fields. Only own fields count. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function textFrom(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A whole number that is not negative; null for anything else. */
export function wholeFrom(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
