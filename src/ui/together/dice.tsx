import { useState } from 'react';
import { Link } from 'wouter';
import type { TonightCard, TonightChoice } from '../../protocol/together-messages.ts';
import { paths } from '../app/routes.ts';
import { yearAndRuntime } from '../app/texts.ts';
import { MovieLine } from '../movie/movie-line.tsx';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { useQuery } from '../state/use-query.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { dice } from './texts.ts';
import { Members } from './tonight-cards.tsx';

/** Draws one movie by what the model believes. Another choice or group begins anew, by its key. */
export function Dice(props: {
  readonly choice: TonightChoice;
  readonly isTogether: boolean;
  readonly canDraw: boolean;
}) {
  const { choice, isTogether, canDraw } = props;
  const texts = useTexts(dice);
  const [seed, setSeed] = useState<number | null>(null);
  const { answer, isAnswered } = useQuery(
    seed === null || !canDraw ? null : { type: 'drawnMovie', seed, ...choice },
  );
  const name = seed !== null && canDraw ? texts.again : isTogether ? texts.forUs : texts.forMe;
  return (
    <section className="dice" aria-label={isTogether ? texts.forUs : texts.forMe}>
      <div className="dice__act">
        <button
          type="button"
          className="button button--main"
          disabled={!canDraw}
          onClick={() => setSeed(crypto.getRandomValues(new Uint32Array(1))[0])}
        >
          <DiceFace />
          {name}
        </button>
        <p className="muted">
          {canDraw ? texts.hint : texts.noModel}{' '}
          {!canDraw && <Link href={paths.training}>{texts.training}</Link>}
        </p>
      </div>
      <div role="status">
        {answer !== null && <Drawn card={answer} />}
        {isAnswered && answer === null && <p>{texts.none}</p>}
      </div>
    </section>
  );
}

function Drawn({ card }: { readonly card: TonightCard }) {
  const words = useWords();
  return (
    <div className="dice__drawn panel" data-movie={card.movie.id}>
      <p className="dice__title">{dice.chosen}</p>
      <div className="dice__movie">
        <MovieLine movie={card.movie} about={yearAndRuntime(card)} />
        {card.members.length === 0 && <PredictedRating card={card} />}
      </div>
      {card.members.length === 0 ? (
        <p className="muted">{reasonText(card.reason, words)}</p>
      ) : (
        <Members members={card.members} />
      )}
    </div>
  );
}

function DiceFace() {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01" />
    </svg>
  );
}
