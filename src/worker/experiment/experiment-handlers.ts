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
    // The person and what is fitted decide whether a running experiment waits.
    dependsOn: ['experiment', 'person', 'model', 'recommenders'],
    priority: 2,
    fromStarter: true,
    answer: ({ experiment, scores }) => experiment.states(scores()),
  },
} satisfies QueryHandlers<keyof ExperimentQueries>;
