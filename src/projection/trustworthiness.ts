/**
 * How far a picture can be trusted (Venna, Kaski 2001): rows that are near in the picture without being near in truth
 * count against it by how far they really are. Looked up for some rows only, spread evenly.
 * @param rows `[n, width]` the truth, squared Euclidean distances
 * @param points `[n, 2]` the picture
 * @param sample rows looked up; all of them where there are fewer
 * @param pause awaited after each row
 * @returns 1 where no neighbour in the picture is a stranger, about 0.5 for a picture drawn by chance
 * @throws RangeError for fewer than `2 k + 2` rows, where it is not defined
 */
export async function trustworthiness(
  rows: Float32Array,
  width: number,
  points: Float32Array,
  k: number,
  sample: number,
  pause: () => Promise<void>,
): Promise<number> {
  const n = points.length / 2;
  if (n < 2 * k + 2) throw new RangeError(`${n} rows are too few for ${k} neighbours`);
  const looked = Math.min(sample, n);
  const truth = new Float32Array(n);
  const seen = new Float32Array(n);
  let penalty = 0;
  for (let s = 0; s < looked; s++) {
    const i = Math.floor((s * n) / looked);
    distancesTo(rows, width, i, truth);
    distancesTo(points, 2, i, seen);
    for (const j of nearest(seen, i, k)) {
      // Its place among all others by true distance, the nearest being 1.
      let rank = 1;
      for (let l = 0; l < n; l++) if (l !== i && truth[l] < truth[j]) rank++;
      penalty += Math.max(0, rank - k);
    }
    await pause();
  }
  return 1 - (2 * penalty) / (looked * k * (2 * n - 3 * k - 1));
}

function distancesTo(rows: Float32Array, width: number, i: number, to: Float32Array): void {
  for (let j = 0; j < to.length; j++) {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += (rows[i * width + c] - rows[j * width + c]) ** 2;
    to[j] = sum;
  }
}

function nearest(distances: Float32Array, i: number, k: number): number[] {
  const best: number[] = [];
  for (let j = 0; j < distances.length; j++) {
    if (j === i) continue;
    if (best.length === k && distances[j] >= distances[best[k - 1]]) continue;
    if (best.length === k) best.pop();
    let at = best.length;
    while (at > 0 && distances[best[at - 1]] > distances[j]) at--;
    best.splice(at, 0, j);
  }
  return best;
}
