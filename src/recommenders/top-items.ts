/** Rank of an item by score among those not excluded, ties by lower index; 1 is the best. */
export function placeOf(scores: Float32Array, item: number, excluded: ReadonlySet<number>): number {
  let place = 1;
  for (let i = 0; i < scores.length; i++) {
    if (excluded.has(i)) continue;
    if (scores[i] > scores[item] || (scores[i] === scores[item] && i < item)) place++;
  }
  return place;
}

/**
 * The `count` best items by score, best first, ties by lower index. A bounded heap: O(items log count).
 * @param scores `[items]`
 * @param excluded items that must not appear
 */
export function topItems(
  scores: Float32Array | Float64Array,
  count: number,
  excluded: ReadonlySet<number>,
): number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number) => scores[a] < scores[b] || (scores[a] === scores[b] && a > b);
  const sink = (start: number) => {
    for (let at = start; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && worse(heap[child], heap[least])) least = child;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  };
  for (let i = 0; i < scores.length; i++) {
    // Most items are not good enough, so the lookup among the excluded ones is saved.
    const full = heap.length === count;
    if (full && (count === 0 || !worse(heap[0], i))) continue;
    if (excluded.has(i)) continue;
    if (!full) {
      heap.push(i);
      if (heap.length === count) for (let at = (count >> 1) - 1; at >= 0; at--) sink(at);
    } else {
      heap[0] = i;
      sink(0);
    }
  }
  return heap.sort((a, b) => scores[b] - scores[a] || a - b);
}

/** Whether all scores are equal, so that every order would be as good. */
export function hasNoSignal(scores: Float32Array): boolean {
  return scores.every((score) => score === scores[0]);
}
