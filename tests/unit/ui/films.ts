import { defaultTraining } from '../../../src/algorithms.ts';
import type { Movie } from '../../../src/dataset/dataset.ts';
import type {
  DatasetSummary,
  MovieCard,
  PersonState,
  RecommendedCard,
  TrainingRun,
} from '../../../src/worker/protocol.ts';

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
  onboarded: false,
  ...more,
});

export const dataset: DatasetSummary = {
  id: 'small',
  name: 'small',
  genres: [{ name: 'Drama', movies: 3 }],
  report: { ratings: 9, users: 3, movies: 3, moviesWithoutGenres: 0, moviesWithoutRatings: 0, leftOut: [] },
};

export const run = (id: number): TrainingRun => ({
  id,
  settings: defaultTraining,
  backend: { backend: 'cpu', adapter: 'Processor', why: 'A test.' },
  trainRatings: 8,
  validationRatings: 1,
});

export const point = (epoch: number, error = 1 / epoch) => ({
  epoch,
  trainRmse: error,
  validationRmse: error + 0.1,
  epochMs: 5,
  ratingsPerSecond: 1000,
});
