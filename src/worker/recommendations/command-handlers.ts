import type { RowsCommand } from '../../protocol/carousel-messages.ts';
import type { ExperimentCommand } from '../../protocol/experiment-messages.ts';
import type { WhyCommand } from '../../protocol/explanation-messages.ts';
import type { MapCommand } from '../../protocol/map-messages.ts';
import type { Command } from '../../protocol/messages.ts';
import type { OverviewCommand } from '../../protocol/overview-messages.ts';
import type { RankingCommand } from '../../protocol/recommender-messages.ts';
import { overview } from '../dataset/summarize-dataset.ts';
import { rankBy, type Visit } from '../session/session-context.ts';

/** Commands about what the page shows of films: answered from what is known, or beside the queue. */
type ShowCommand =
  | RankingCommand
  | ExperimentCommand
  | WhyCommand
  | RowsCommand
  | OverviewCommand
  | MapCommand
  | Extract<Command, { readonly type: 'showMore' | 'search' | 'explore' | 'openProfile' | 'openMovie' }>;

const types: Readonly<Record<ShowCommand['type'], true>> = {
  rankBy: true,
  compare: true,
  startExperiment: true,
  stopExperiment: true,
  removeExperiment: true,
  exportExperiment: true,
  seen: true,
  clicked: true,
  explain: true,
  whatIf: true,
  mix: true,
  openMap: true,
  closeMap: true,
  showMore: true,
  showRows: true,
  openOverview: true,
  search: true,
  explore: true,
  openProfile: true,
  openMovie: true,
};

export function isShowCommand(command: Command): command is ShowCommand {
  return Object.hasOwn(types, command.type);
}

/** Rejects with storage Problems where a choice could not be kept. */
export function show(visit: Visit, command: ShowCommand): Promise<void> | void {
  const { showing } = visit;
  switch (command.type) {
    case 'rankBy':
      return rankBy(visit, command.recommender);
    case 'compare':
      return visit.compare(command.a, command.b);
    case 'explain':
      return showing.explain(command.movieId);
    case 'whatIf':
      return showing.whatIf(command.movieId, command.without);
    case 'openMap':
    case 'closeMap':
      return visit.map.handle(command);
    case 'mix':
      return showing.mix();
    case 'showMore':
      return showing.showMore(command.count);
    case 'showRows':
      return showing.showRows(command.on);
    case 'openOverview':
      return visit.emit(overview(visit.library, visit.data, Date.now()));
    case 'search':
      return showing.search(command.query);
    case 'explore':
      return showing.explore(command);
    case 'openProfile':
      return showing.profile();
    case 'openMovie':
      return showing.openMovie(command.movieId);
    default:
      return visit.experiment.perform(command);
  }
}
