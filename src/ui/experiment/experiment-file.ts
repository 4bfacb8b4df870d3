import { textCell } from '../../base/csv-cells.ts';
import type { ExperimentLog } from '../../protocol/experiment-messages.ts';
import { download, downloadCsv } from '../kit/files.tsx';

const COLUMNS = [
  'list',
  'dealtAt',
  'place',
  'movieId',
  'title',
  'recommender',
  'opened',
  'liked',
  'watchlisted',
] as const;

/** One line for each movie in the lists of the experiment, oldest list first. */
export function experimentCsv({ experiment, lists }: ExperimentLog): string {
  const rows = lists.flatMap(({ id, at, movies }) =>
    movies.map((movie) =>
      [
        id,
        new Date(at).toISOString(),
        movie.place,
        movie.movieId,
        textCell(movie.title),
        experiment[movie.team],
        movie.opened,
        movie.liked,
        movie.watchlisted,
      ].join(','),
    ),
  );
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

/** Downloads the records of an experiment. */
export function downloadExperiment(log: ExperimentLog, format: 'csv' | 'json'): void {
  const { a, b } = log.experiment;
  const name = `matinee-experiment-${a}-${b}.${format}`;
  if (format === 'csv') downloadCsv(name, experimentCsv(log));
  else download(name, [JSON.stringify(log, null, 2)], 'application/json');
}
