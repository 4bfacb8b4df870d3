import type { Steps } from '../../base/steps.ts';
import type { Command } from '../../protocol/messages.ts';
import type { Queries, QueryOf, QueryType } from '../../protocol/queries.ts';
import { isPartial } from '../dataset/active-dataset.ts';
import { datasetCommands, datasetQueries } from '../dataset/dataset-handlers.ts';
import { experimentCommands, experimentQueries } from '../experiment/experiment-handlers.ts';
import { explanationQueries } from '../explanation/explanation-queries.ts';
import { importCommands, importQueries } from '../import/import-handlers.ts';
import { mapCommands, mapQueries } from '../map/map-handlers.ts';
import { browseQueries } from '../recommendations/browse-handlers.ts';
import { recommendationQueries, recommenderCommands } from '../recommendations/recommendation-handlers.ts';
import { tasteQueries } from '../taste/taste-queries.ts';
import { togetherCommands, togetherQueries } from '../together/together-handlers.ts';
import { networkCommands, networkQueries } from '../training/network-handlers.ts';
import { trainingCommands } from '../training/training-commands.ts';
import { userQueries } from '../users/user-queries.ts';
import type { CommandHandlers, QueryHandlers } from './handlers.ts';
import { personCommands } from './persist-change.ts';
import type { SessionContext } from './session-context.ts';

/** How each command is carried out, by its type. */
const commands: CommandHandlers<Command> = {
  ...personCommands,
  ...recommenderCommands,
  ...trainingCommands,
  ...experimentCommands,
  ...datasetCommands,
  ...importCommands,
  ...togetherCommands,
  ...mapCommands,
  ...networkCommands,
  forgetEverything: (context) => context.restart({ why: 'forget' }),
};

/** How each query is answered, by its type. */
export const queries: QueryHandlers<QueryType> = {
  ...recommendationQueries,
  ...browseQueries,
  ...explanationQueries,
  ...experimentQueries,
  ...datasetQueries,
  ...importQueries,
  ...mapQueries,
  ...networkQueries,
  ...togetherQueries,
  ...tasteQueries,
  ...userQueries,
};

/** Whether only the first movies of the built-in data set are here, or a data set without its ratings. */
export function isStarter({ data }: SessionContext): boolean {
  return isPartial(data);
}

/** What a person does to movies and picks needs no more than the movies on the screen. */
export function worksOnStarter({ type }: Command): boolean {
  return type in personCommands || type === 'fetchRest' || type === 'forgetEverything';
}

export function canAnswer<T extends QueryType>(
  context: SessionContext,
  query: QueryOf<T> & { readonly type: T },
): boolean {
  if (!isStarter(context)) return true;
  const handler: QueryHandlers<T>[T] = queries[query.type];
  const { fromStarter = false } = handler;
  return typeof fromStarter === 'boolean' ? fromStarter : fromStarter(context, query);
}

type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;

export function performCommand<T extends Command['type']>(
  context: SessionContext,
  command: CommandOf<T> & { readonly type: T },
  received: number,
): Promise<void> | void {
  const perform: (context: SessionContext, command: CommandOf<T>, received: number) => Promise<void> | void =
    commands[command.type];
  return perform(context, command, received);
}

export function answerQuery<T extends QueryType>(
  context: SessionContext,
  query: QueryOf<T> & { readonly type: T },
  signal: AbortSignal,
): Queries[T]['answer'] | Steps<Queries[T]['answer']> {
  const handler: QueryHandlers<T>[T] = queries[query.type];
  return handler.answer(context, query, signal);
}
