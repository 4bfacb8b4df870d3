import type { ExplanationQueries } from '../../protocol/explanation-messages.ts';
import type { QueryHandlers } from '../session/handlers.ts';
import { explainMovie, weightsOf, whatIf } from './explain-movie.ts';

export const explanationQueries = {
  explanation: {
    dependsOn: ['person', 'model', 'recommenders'],
    priority: 1,
    fromStarter: ({ catalogue }, { movieId }) => catalogue.indexOf.has(movieId),
    answer: ({ catalogue, list, scores }, { movieId }) =>
      explainMovie(catalogue, scores(), movieId, list.shown()),
  },
  whatIf: {
    dependsOn: ['person', 'model', 'recommenders'],
    priority: 1,
    fromStarter: ({ catalogue }, { movieId }) => movieId === null || catalogue.indexOf.has(movieId),
    answer: ({ catalogue, scores }, { movieId, without }) => whatIf(catalogue, scores(), movieId, without),
  },
  weights: {
    dependsOn: ['person', 'recommenders', 'mix'],
    priority: 2,
    fromStarter: true,
    answer: ({ scores, mixLearning }) => weightsOf(scores(), mixLearning.state()),
  },
} satisfies QueryHandlers<keyof ExplanationQueries>;
