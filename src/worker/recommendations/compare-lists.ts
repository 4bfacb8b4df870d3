import type { Event } from '../../protocol/messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { ComparedList, Fitting } from '../../protocol/recommender-messages.ts';
import type { Taste } from './personal-scores.ts';
import type { Fits } from './recommender-pool.ts';

/** Films in each list. */
const LISTED = 20;

interface ComparingPorts {
  readonly fits: Fits;
  emit(event: Event): void;
  /** Says what could not be fitted. */
  tell(thrown: unknown): void;
  taste(): Taste;
  isOpen(): boolean;
}

/** Puts two lists side by side; what is not ready is fitted, unless another pair is asked for before. */
export function createComparing({ fits, emit, tell, taste, isOpen }: ComparingPorts) {
  let latest = 0;

  return function compare(a: RecommenderId, b: RecommenderId): void {
    const turn = ++latest;
    const wanted = () => isOpen() && turn === latest;
    const ids = [a, b] as const;
    const fitting = new Map<RecommenderId, Fitting>();

    const list = (id: RecommenderId): ComparedList => {
      const ranker = fits.ready(id);
      const top = ranker === null ? { cards: null, silent: false } : taste().top(ranker, LISTED);
      return { recommender: id, ...top, fitting: fitting.get(id) ?? null };
    };
    const answer = () => {
      if (wanted()) emit({ type: 'compared', lists: [list(a), list(b)] });
    };

    async function prepare(id: RecommenderId): Promise<void> {
      if (fits.ready(id) !== null) return;
      fitting.set(id, { part: id, done: null });
      try {
        await fits.fit(id, {
          wanted,
          told(part, done) {
            fitting.set(id, { part, done });
            answer();
          },
        });
      } catch (thrown) {
        if (wanted()) tell(thrown);
      }
      fitting.delete(id);
      answer();
    }

    for (const id of new Set(ids)) prepare(id);
    answer();
  };
}
