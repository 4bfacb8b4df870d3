import type { CarouselQueries } from '../../protocol/carousel-messages.ts';
import { TOP_PICKS } from '../../protocol/carousel-messages.ts';
import type { RecommendationQueries } from '../../protocol/recommendation-messages.ts';
import type { RecommenderCommand, RecommenderQueries } from '../../protocol/recommender-messages.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import { describeMovie } from './describe-movie.ts';
import { describeProfile } from './describe-profile.ts';
import { cardOf, questionsFor, recommendationsOf, watchlistOf } from './movie-cards.ts';

/** Results of one search. */
const FOUND = 8;

export const recommendationQueries = {
  recommendations: {
    dependsOn: ['person', 'model', 'recommenders'],
    priority: 0,
    answer({ library, list, scores }, { count, order }) {
      if (order === 'new') list.reorder();
      const { items, experiment } = list.read(scores(), count);
      return recommendationsOf(library, scores(), items, experiment);
    },
  },
  movie: {
    dependsOn: ['person', 'model', 'recommenders'],
    priority: 0,
    answer({ library, scores }, { movieId }) {
      const item = library.indexOf.get(movieId);
      return item === undefined ? null : describeMovie(library, scores(), item);
    },
  },
  questions: {
    // A model that is trained meanwhile changes the next questions, not those on the screen.
    dependsOn: ['person'],
    priority: 0,
    answer: ({ library, scores }) => questionsFor(library, scores()),
  },
  search: {
    dependsOn: ['person', 'model'],
    priority: 1,
    answer: ({ library, scores }, { text }) =>
      library.search(text, FOUND).map((item) => cardOf(library, scores(), item)),
  },
  browse: {
    dependsOn: ['person', 'model'],
    priority: 1,
    answer: ({ browser, scores }, query) => browser.browse(query, scores()),
  },
  watchlist: {
    dependsOn: ['person', 'model'],
    priority: 2,
    answer: ({ library, scores }) => watchlistOf(library, scores()),
  },
  profile: {
    dependsOn: ['person'],
    priority: 2,
    answer: ({ library, scores }) => describeProfile(library, scores().person.ratings),
  },
  // After the list, which is what a person waits for.
  carousels: {
    dependsOn: ['person', 'model', 'recommenders'],
    priority: 3,
    answer({ carousels, list, scores }) {
      const { items, experiment } = list.read(scores(), TOP_PICKS);
      return experiment === null ? carousels.read(scores(), items) : null;
    },
  },
  activeRecommender: {
    dependsOn: ['person', 'recommenders', 'fitting'],
    priority: 2,
    answer: ({ activeRecommender }) => activeRecommender.state(),
  },
  comparison: {
    dependsOn: ['person', 'model', 'recommenders', 'fitting'],
    priority: 1,
    answer: ({ comparison, scores }, query, signal) => comparison.read(query, scores(), signal),
  },
} satisfies QueryHandlers<keyof (RecommendationQueries & CarouselQueries & RecommenderQueries)>;

export const recommenderCommands = {
  async rankBy(context, { recommender }) {
    await context.storage.setRankedBy(recommender);
    context.person = { ...context.person, rankedBy: recommender };
    context.activeRecommender.choose(recommender);
    context.tabs.post('person');
  },
} satisfies CommandHandlers<RecommenderCommand>;
