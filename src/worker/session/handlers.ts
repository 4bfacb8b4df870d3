import type { Steps } from '../../base/steps.ts';
import type { Command } from '../../protocol/messages.ts';
import type { Queries, QueryOf, QueryType } from '../../protocol/queries.ts';
import type { QueryRule } from './query-engine.ts';
import type { SessionContext } from './session-context.ts';

/**
 * Carries out one type of command; rejects with Problems, having changed nothing.
 * @param received when the command came, by performance.now()
 */
type CommandHandler<C extends Command> = (
  context: SessionContext,
  command: C,
  received: number,
) => Promise<void> | void;

/** The commands of a feature with their handlers. A command is known by standing in such a table, and nowhere else. */
export type CommandHandlers<C extends Command> = {
  readonly [T in C['type']]: CommandHandler<Extract<C, { readonly type: T }>>;
};

/** Answers one type of query. */
interface QueryHandler<T extends QueryType> extends QueryRule {
  /**
   * At once, or in steps where it takes more than some milliseconds: a command that comes meanwhile is heard between them.
   * @param signal aborted when nobody watches any longer: what goes on for this watch ends
   */
  answer(
    context: SessionContext,
    query: QueryOf<T>,
    signal: AbortSignal,
  ): Queries[T]['answer'] | Steps<Queries[T]['answer']>;
  /**
   * Whether it can be answered from the starter, or by what of it. Absent where the answer would be wrong or empty; it
   * then waits for the whole data set.
   */
  readonly fromStarter?: true | ((context: SessionContext, query: QueryOf<T>) => boolean);
}

/** The queries of a feature with their handlers. */
export type QueryHandlers<T extends QueryType> = { readonly [K in T]: QueryHandler<K> };
