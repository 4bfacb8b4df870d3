import type { ExplanationQueries } from '../../protocol/explanation-messages.ts';
import type { QueryHandlers } from '../session/handlers.ts';
import { explainMovie, weightsOf, whatIf } from './explain-movie.ts';

export const explanationQueries = {
  explanation: {
    dependsOn: ['person', 'model', 'recommenders'],
    priority: 1,
    answer: ({ library, list, scores }, { movieId }) =>
      explainMovie(library, scores(), movieId, list.shown()),
  },
  whatIf: {
    dependsOn: ['person', 'model', 'recommenders'],
    priority: 1,
    answer: ({ library, scores }, { movieId, without }) => whatIf(library, scores(), movieId, without),
  },
  weights: {
    dependsOn: ['person'],
    priority: 2,
    answer: ({ scores }) => weightsOf(scores()),
  },
} satisfies QueryHandlers<keyof ExplanationQueries>;
