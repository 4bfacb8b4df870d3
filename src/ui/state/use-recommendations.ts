import type { QueryOf } from '../../protocol/queries.ts';
import type { Recommendations } from '../../protocol/recommendation-messages.ts';
import { useSelect } from './store.ts';
import { useLatestAnswer, useQuery } from './use-query.ts';

/** The list of For you, the same for every component that shows a part of it. */
export function useRecommendations(): {
  /** Null before the first answer; the list as it was while a longer one is computed. */
  readonly recommendations: Recommendations | null;
  /** Milliseconds that the answer to the person's last command took; null before the first. */
  readonly took: number | null;
} {
  const { answer } = useQuery(useRecommendationsQuery());
  const latest = useLatestAnswer('recommendations');
  return { recommendations: answer ?? latest.answer, took: latest.took };
}

export function useRecommendationsQuery(): QueryOf<'recommendations'> {
  const count = useSelect((state) => state.forYou.count);
  return { type: 'recommendations', count, order: 'keep' };
}
