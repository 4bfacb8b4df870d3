import type { UserRating } from '../../protocol/user-messages.ts';
import { useWords } from '../state/use-words.ts';
import { RatingTable } from './rating-table.tsx';
import { user as texts } from './texts.ts';

/** The ratings that the recommender knows, newest first. */
export function UserHistory({ ratings }: { readonly ratings: readonly UserRating[] }) {
  const words = useWords();
  return (
    <section className="user-section" aria-labelledby="user-history">
      <h2 id="user-history">{texts.history}</h2>
      <RatingTable ratings={[...ratings].reverse()} words={words} />
    </section>
  );
}
