/** Queries: what a component shows and the worker keeps fresh for as long as the component is mounted. */
import type { BrowseQueries } from './browse-messages.ts';
import type { CarouselQueries } from './carousel-messages.ts';
import type { StoredDatasetQueries } from './dataset-messages.ts';
import type { ExperimentQueries } from './experiment-messages.ts';
import type { ExplanationQueries } from './explanation-messages.ts';
import type { ExportQueries } from './import-messages.ts';
import type { MapQueries } from './map-messages.ts';
import type { NetworkQueries } from './network-messages.ts';
import type { OverviewQueries } from './overview-messages.ts';
import type { RecommendationQueries } from './recommendation-messages.ts';
import type { RecommenderQueries } from './recommender-messages.ts';
import type { TasteQueries } from './taste-messages.ts';
import type { TogetherQueries } from './together-messages.ts';
import type { UserQueries } from './user-messages.ts';

/** Query and answer of each type. */
export interface Queries
  extends RecommendationQueries,
    BrowseQueries,
    CarouselQueries,
    ExplanationQueries,
    RecommenderQueries,
    ExperimentQueries,
    ExportQueries,
    OverviewQueries,
    StoredDatasetQueries,
    MapQueries,
    NetworkQueries,
    TogetherQueries,
    TasteQueries,
    UserQueries {}

export type QueryType = keyof Queries;
export type QueryOf<T extends QueryType> = Queries[T]['query'];
export type Query = QueryOf<QueryType>;
export type AnswerTo<Q extends Query> = Queries[Q['type']]['answer'];

/** Work whose progress is shown; each kind is shown by one type of query. */
export type ProgressPart =
  | 'storedDatasets'
  | 'overview'
  | 'activeRecommender'
  | 'comparison'
  | 'userRanking'
  | 'mapProgress'
  | 'experiment'
  | 'networks';

/** What an answer is computed from. When a part changes, every watched query that depends on it is answered again. */
export type Part =
  | 'person'
  | 'model'
  | 'recommenders'
  /** What learning the weights of the hybrid came to, where the weights stay. */
  | 'mix'
  | 'dataset'
  | 'facts'
  /** People and second titles, once they can be searched. */
  | 'names'
  | 'runs'
  | 'map'
  /** Who watches with the person. */
  | 'guests'
  | ProgressPart;

/** The worker answers at once, and again whenever the answer may have changed, until `unwatch`. */
export interface Watch {
  readonly type: 'watch';
  /** `queryKey` of the query; two queries with one key are one. */
  readonly key: string;
  readonly query: Query;
}

export interface Unwatch {
  readonly type: 'unwatch';
  readonly key: string;
}

export interface Answered {
  readonly type: 'answered';
  readonly key: string;
  /** Number of person commands that the worker had taken since it opened when it computed this. */
  readonly revision: number;
  /** Milliseconds from the receipt of the person command that this answers; null where something else caused it. */
  readonly took: number | null;
  readonly answer: Queries[QueryType]['answer'];
}

/** One string for each query, whatever the order of its fields. */
export function queryKey(query: Query): string {
  return JSON.stringify(query, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
