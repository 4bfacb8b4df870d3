/** Small parts that the schemas of stored things, files and addresses share. */
import * as v from 'valibot';

/** A schema for a value of unknown shape. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** Whole numbers from 0 on that a double represents exactly. */
export const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Neither infinite nor NaN. */
export const finiteSchema = v.pipe(v.number(), v.finite());

/** Milliseconds since 1970. */
export const timeSchema = v.pipe(finiteSchema, v.minValue(0));

/** A schema for the members of a string type. The compiler checks that `names` has all of them. */
export function oneOf<T extends string>(names: Readonly<Record<T, true>>) {
  return v.picklist(Object.keys(names) as T[]);
}

/** Returns the value as the schema reads it, with defaults filled in; null where it does not match. */
export function parseOrNull<T>(schema: Schema<T>, value: unknown): T | null {
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? result.output : null;
}
