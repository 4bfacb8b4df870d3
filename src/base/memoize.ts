/**
 * A function that keeps its last results, at most so many, the one not asked for longest going first.
 * @param compute pure; arguments are compared by identity, so what they hold must not change
 */
export function memoize<A, R>(most: number, compute: (of: A) => R): (of: A) => R {
  const kept = new Map<A, R>();
  return (of) => {
    const found = kept.has(of) ? kept.get(of) : undefined;
    const result = found ?? compute(of);
    kept.delete(of);
    kept.set(of, result);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return result;
  };
}

/** A function that computes its result when it is first asked for, and only then. */
export function once<T>(compute: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: compute() };
    return made.value;
  };
}
