import { Histogram } from '../chart/histogram.tsx';
import { formatGiven } from '../kit/format.ts';
import { movie as texts } from './movie-texts.ts';

/** Shows the distribution of ratings of a movie or by a person. */
export function RatingHistogram(props: {
  /** `[10]` ratings of 0.5, 1, …, 5 stars. */
  readonly counts: readonly number[];
  /** The mean in stars; null if there are no ratings. */
  readonly mean: number | null;
  readonly title?: string;
}) {
  const { counts, mean, title = texts.everyone } = props;
  const total = counts.reduce((sum, n) => sum + n, 0);
  return (
    <Histogram
      title={title}
      summary={mean === null ? texts.unrated : texts.mean(mean, total)}
      bins={counts.map((count, n) => {
        const stars = (n + 1) / 2;
        return {
          label: formatGiven(stars),
          tick: Number.isInteger(stars) ? `${stars}★` : '·',
          count,
        };
      })}
      unit="★"
      columns={[texts.starsColumn, texts.countColumn]}
    />
  );
}
