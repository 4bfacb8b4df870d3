import type { Explanation } from '../../protocol/explanation-messages.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { WhyComponents } from '../movie/why-components.tsx';
import { why } from '../movie/why-texts.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { WhyRatings } from './why-ratings.tsx';

/** Explains the place of a movie in the list: by component, then by the person's ratings over all components. */
export function WhyMovie({ explained }: { readonly explained: Explanation }) {
  const { card, place, listed, shownAt, chosen, components, by } = explained;
  const words = useWords();
  const texts = useTexts(why);
  const ranker = useTexts(recommenderInfo[by]);
  return (
    <>
      <p className="why__place">
        {place === null ? texts.unlisted : texts.place(place, listed, words)}
        {card.predicted !== null && ` · ${texts.expected(card.predicted)}`}
      </p>
      {place !== null && shownAt !== null && shownAt !== place && (
        <p className="muted">{texts.moved(shownAt, place, words)}</p>
      )}
      {chosen && place !== null && <p className="muted">{texts.chosen}</p>}
      {components.length === 0 ? <p>{texts.noComponents(ranker)}</p> : <Sums explained={explained} />}
    </>
  );
}

/** The parts of the score, first by component and then by rating. */
function Sums({ explained }: { readonly explained: Explanation }) {
  const { ratings } = explained;
  const texts = useTexts(why);
  return (
    <>
      <section>
        <h3>{texts.components}</h3>
        <p className="muted">{texts.componentsHint}</p>
        <WhyComponents explained={explained} />
      </section>
      <section>
        <h3>{texts.ratings}</h3>
        {ratings.named.length === 0 ? (
          <p className="muted">{texts.noRatings}</p>
        ) : (
          <>
            <p className="muted">{texts.ratingsHint}</p>
            <WhyRatings explained={explained} />
          </>
        )}
      </section>
      <p className="muted">{texts.exact}</p>
    </>
  );
}
