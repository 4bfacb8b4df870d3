import type { CarouselQueries } from '../../protocol/carousel-messages.ts';
import { TOP_PICKS } from '../../protocol/carousel-messages.ts';
import type { RecommendationQueries } from '../../protocol/recommendation-messages.ts';
import type { RecommenderCommand, RecommenderQueries } from '../../protocol/recommender-messages.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import { learningBound } from './background-recommenders.ts';
import { describeMovie, knownMovie } from './describe-movie.ts';
import { describeProfile } from './describe-profile.ts';
import { questionsFor, recommendationsOf, watchlistOf } from './movie-cards.ts';

export const recommendationQueries = {
  recommendations: {
    dependsOn: ['person', 'model', 'recommenders', 'facts'],
    priority: 0,
    fromStarter: true,
    answer({ catalogue, list, scores }, { count, order }) {
      if (order === 'new') list.reorder();
      const { items, experiment } = list.read(scores(), count);
      return recommendationsOf(catalogue, scores(), items, experiment);
    },
  },
  movie: {
    dependsOn: ['person', 'model', 'recommenders', 'facts'],
    priority: 0,
    fromStarter: ({ catalogue }, { movieId }) => catalogue.indexOf.has(movieId),
    answer({ catalogue, scores, similarByTaste }, { movieId }) {
      const item = catalogue.indexOf.get(movieId);
      return item === undefined ? null : describeMovie(catalogue, scores(), item, similarByTaste);
    },
  },
  knownMovie: {
    dependsOn: ['person', 'model', 'facts'],
    priority: 0,
    answer({ catalogue, scores }, { movieId }) {
      const item = catalogue.indexOf.get(movieId);
      return item === undefined ? null : knownMovie(catalogue, scores(), item);
    },
  },
  questions: {
    // A model that is trained meanwhile changes the next questions, not those on the screen.
    dependsOn: ['person'],
    priority: 0,
    fromStarter: true,
    answer: ({ catalogue, scores }) => questionsFor(catalogue, scores()),
  },
  watchlist: {
    dependsOn: ['person', 'model', 'facts'],
    priority: 2,
    fromStarter: true,
    answer: ({ catalogue, scores }) => watchlistOf(catalogue, scores()),
  },
  profile: {
    dependsOn: ['person'],
    priority: 2,
    fromStarter: true,
    answer: ({ catalogue, scores }) => describeProfile(catalogue, scores().person.ratings),
  },
  // After the list, which is what a person waits for.
  carousels: {
    dependsOn: ['person', 'model', 'recommenders', 'facts'],
    priority: 3,
    fromStarter: true,
    answer({ carousels, list, scores }) {
      const { items, experiment } = list.read(scores(), TOP_PICKS);
      return experiment === null ? carousels.read(scores(), items) : null;
    },
  },
  activeRecommender: {
    dependsOn: ['person', 'recommenders', 'activeRecommender'],
    priority: 2,
    fromStarter: true,
    answer: ({ activeRecommender, catalogue }) => ({
      ...activeRecommender.state(),
      bound: learningBound(catalogue.dataset.ratings),
    }),
  },
  comparison: {
    dependsOn: ['person', 'model', 'recommenders', 'comparison'],
    priority: 1,
    answer: ({ comparison, scores }, query, signal) => comparison.read(query, scores(), signal),
  },
} satisfies QueryHandlers<keyof (RecommendationQueries & CarouselQueries & RecommenderQueries)>;

export const recommenderCommands = {
  async rankBy(context, { recommender }) {
    await context.storage.setRankedBy(recommender, Date.now());
    context.person = { ...context.person, rankedBy: recommender };
    context.activeRecommender.choose(recommender);
    context.tabs.post('person');
  },
} satisfies CommandHandlers<RecommenderCommand>;
