import type { Movie } from '../../dataset/dataset.ts';

/** TF-IDF of genres. Terms are whole genre names; each movie has each of its genres once. */
export interface GenreTfidf {
  readonly genres: readonly string[];
  /** `ln((1 + n) / (1 + df)) + 1`, `[genres]` */
  readonly idf: Float64Array;
  /** L2-normalised rows, `[items, genres]` row-major; all zero for a movie without genres. */
  readonly rows: Float64Array;
}

/** Smooth idf and L2-normalised rows: the same numbers as scikit-learn's `TfidfVectorizer`. */
export function fitTfidf(movies: readonly Movie[], genres: readonly string[]): GenreTfidf {
  const width = genres.length;
  const columnOf = new Map(genres.map((genre, g) => [genre, g]));
  const frequency = new Float64Array(width);
  const rows = new Float64Array(movies.length * width);
  movies.forEach((movie, i) => {
    for (const genre of movie.genres) {
      const g = columnOf.get(genre);
      if (g === undefined || rows[i * width + g] === 1) continue;
      rows[i * width + g] = 1;
      frequency[g]++;
    }
  });
  const idf = frequency.map((df) => Math.log((1 + movies.length) / (1 + df)) + 1);
  for (let i = 0; i < movies.length; i++) {
    const row = rows.subarray(i * width, (i + 1) * width);
    for (let g = 0; g < width; g++) row[g] *= idf[g];
    normalise(row);
  }
  return { genres, idf, rows };
}

/** The TF-IDF row of a set of genres, as if it were a movie. @returns `[genres]`, length 1 or all zero */
export function genreVector(tfidf: GenreTfidf, picked: readonly string[]): Float64Array {
  const row = tfidf.idf.map((weight, g) => (picked.includes(tfidf.genres[g]) ? weight : 0));
  normalise(row);
  return row;
}

/** Cosine of one vector with every movie. @param vector `[genres]` @returns `[items]`, 0 where either is zero */
export function cosines(tfidf: GenreTfidf, vector: Float64Array): Float32Array {
  const width = tfidf.genres.length;
  const length = Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));
  const result = new Float32Array(width === 0 ? 0 : tfidf.rows.length / width);
  if (length === 0) return result;
  for (let i = 0; i < result.length; i++) {
    let dot = 0;
    for (let g = 0; g < width; g++) dot += tfidf.rows[i * width + g] * vector[g];
    result[i] = dot / length;
  }
  return result;
}

/** The TF-IDF row of one movie. @returns `[genres]` */
export function rowOf(tfidf: GenreTfidf, item: number): Float64Array {
  const width = tfidf.genres.length;
  return tfidf.rows.subarray(item * width, (item + 1) * width);
}

function normalise(row: Float64Array): void {
  let sum = 0;
  for (let g = 0; g < row.length; g++) sum += row[g] * row[g];
  const length = Math.sqrt(sum);
  if (length > 0) for (let g = 0; g < row.length; g++) row[g] /= length;
}
