import type { MemberView, TonightCard } from '../../protocol/together-messages.ts';
import { stars as starTexts } from '../app/texts.ts';
import { CardInTurn, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { rareLine, reasonText } from '../movie/reason-texts.ts';
import { Star } from '../movie/stars.tsx';
import { useTexts, useWords } from '../state/use-words.ts';
import { knownText, memberReason, memberStars, people, tonight } from './texts.ts';

const PLACES = Array.from({ length: 10 }, (_, n) => n + 1);

/** The list of ten, or placeholders until it is known. */
export function TonightCards(props: {
  readonly cards: readonly TonightCard[] | null;
  readonly isTogether: boolean;
}) {
  const { cards, isTogether } = props;
  const texts = useTexts(tonight);
  return (
    <ul
      className={isTogether ? 'movie-grid tonight__together' : 'movie-grid'}
      aria-label={texts.region}
      aria-busy={cards === null}
    >
      {cards === null
        ? PLACES.map((n) => (
            <li key={n}>
              <MovieCardSkeleton />
            </li>
          ))
        : cards.map((card) => (
            <li key={card.movie.id}>
              <Item card={card} />
            </li>
          ))}
    </ul>
  );
}

function Item({ card }: { readonly card: TonightCard }) {
  const words = useWords();
  const { members } = card;
  if (members.length === 0)
    return <CardInTurn card={card} note={reasonText(card.reason, words)} aside={rareLine(card)} />;
  return (
    <>
      <CardInTurn card={card} note="" />
      <Members members={members} />
    </>
  );
}

/** What each would give, and why. */
export function Members({ members }: { readonly members: readonly MemberView[] }) {
  return (
    <ul className="members">
      {members.map((member) => (
        <li key={member.id ?? ''} className="members__member">
          <span className="members__name">{member.name ?? people.you}</span>
          {member.predicted !== null && (
            <span className="members__stars numbers" title={starTexts.predicted(member.predicted)}>
              <span aria-hidden="true">{memberStars(member.predicted)}</span>
              <Star />
              <span className="visually-hidden">{starTexts.predicted(member.predicted)}</span>
            </span>
          )}
          <span className="members__why muted">
            {[knownText(member), memberReason(member.reason)].filter(Boolean).join('. ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
