/**
 * Wraps a function so that it remembers its latest results. When there are more than `capacity`, the result that was
 * not used for the longest time is dropped.
 * @param compute a pure function; arguments are compared by identity, so their content must not change
 */
export function memoize<A, R>(capacity: number, compute: (argument: A) => R): (argument: A) => R {
  const results = new Map<A, R>();
  return (argument) => {
    const found = results.has(argument) ? results.get(argument) : undefined;
    const result = found ?? compute(argument);
    results.delete(argument);
    results.set(argument, result);
    for (const oldest of results.keys()) {
      if (results.size <= capacity) break;
      results.delete(oldest);
    }
    return result;
  };
}

/** Wraps a function so that it computes its result on the first call and returns the same result afterwards. */
export function once<T>(compute: () => T): () => T {
  let computed: { value: T } | null = null;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
