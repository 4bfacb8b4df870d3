import type { ExperimentCommand, ExperimentQueries } from '../../protocol/experiment-messages.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';

export const experimentCommands = {
  startExperiment: ({ experiment }, { a, b }) => experiment.start(a, b),
  stopExperiment: ({ experiment }) => experiment.stop(),
  removeExperiment: ({ experiment }, { id }) => experiment.remove(id),
  seen: ({ experiment }, { list, movieIds }) => experiment.saw(list, movieIds),
  clicked: ({ experiment }, { list, movieId }) => experiment.clicked(list, movieId),
  exportExperiment({ experiment, emit }, { id, format }) {
    const log = experiment.log(id);
    if (log !== null) emit({ type: 'experimentExported', format, log });
  },
} satisfies CommandHandlers<ExperimentCommand>;

export const experimentQueries = {
  experiments: {
    dependsOn: ['experiment'],
    priority: 2,
    answer: ({ experiment }) => experiment.states(),
  },
} satisfies QueryHandlers<keyof ExperimentQueries>;
