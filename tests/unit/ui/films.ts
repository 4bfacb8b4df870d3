import { defaultTraining } from '../../../src/algorithms.ts';
import type { Movie } from '../../../src/dataset/dataset.ts';
import type { TrainingPoint, TrainingSettings } from '../../../src/training/trainer.ts';
import type { Curve } from '../../../src/ui/training-state.ts';
import { noWishes } from '../../../src/wishes.ts';
import type { DatasetSummary } from '../../../src/worker/dataset-protocol.ts';
import type { MovieCard, PersonState, RecommendedCard } from '../../../src/worker/protocol.ts';
import type { KeptRun, TrainingRun } from '../../../src/worker/training-run.ts';

export const film = (id: number, more: Partial<Movie> = {}): Movie => ({
  id,
  title: `Film ${id}`,
  year: 1990,
  genres: ['Drama'],
  ...more,
});

export const card = (id: number): MovieCard => ({
  movie: film(id),
  predicted: 3.5,
  certainty: null,
  yours: null,
  ratings: 10,
  meanStars: 3.2,
});

export const recommendedCard = (id: number): RecommendedCard => ({
  ...card(id),
  reason: { kind: 'popular', ratings: 10 },
});

export const person = (
  ratings: readonly (readonly [id: number, stars: number])[] = [],
  more: Partial<PersonState> = {},
): PersonState => ({
  ratings: ratings.map(([id, stars], n) => ({ movie: film(id), stars, at: 1000 - n })),
  genres: [],
  marks: [],
  absent: { ratings: [], marks: [] },
  wishes: noWishes,
  onboarded: false,
  ...more,
});

export const dataset: DatasetSummary = {
  id: 'small',
  name: 'small',
  brought: false,
  leavingOut: [],
  genres: [{ name: 'Drama', movies: 3 }],
  report: { ratings: 9, users: 3, movies: 3, moviesWithoutGenres: 0, moviesWithoutRatings: 0, leftOut: [] },
};

export const run = (id: number, settings: TrainingSettings = defaultTraining): TrainingRun => ({
  id,
  settings,
  backend: { backend: 'cpu', adapter: 'Processor', why: 'A test.' },
  trainRatings: 8,
  validationRatings: 1,
  background: false,
  importedFrom: null,
});

export const point = (epoch: number, error = 1 / epoch): TrainingPoint => ({
  epoch,
  trainRmse: error,
  validationRmse: error + 0.1,
  drawRmse: null,
  noise: null,
  epochMs: 5,
  ratingsPerSecond: 1000,
});

export const kept = (id: number, settings?: TrainingSettings): KeptRun => ({
  run: run(id, settings),
  points: [point(1), point(2)],
  end: 'finished',
  residuals: null,
});

export const curve = (number: number, more: Partial<Curve> = {}): Curve => ({
  ...kept(number * 10),
  number,
  ...more,
});
