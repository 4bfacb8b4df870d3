import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KnownMovie } from '../../protocol/recommendation-messages.ts';
import { stars as starTexts } from '../app/texts.ts';
import { formatMinutes, formatNames } from '../kit/format.ts';
import { levelNames } from '../movie/confidence-texts.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { listenToCards } from './card-gestures.ts';
import { CardMenu } from './card-menu.tsx';
import { composedLine } from './composed-line.ts';
import { placeBeside } from './place-beside.ts';
import { about as aboutTexts, details as texts } from './texts.ts';
import './card-panel.css';
import './card-details.css';

interface Open {
  readonly movieId: number;
  readonly link: HTMLElement;
}

/**
 * Details beside the card under the mouse, the keyboard's focus or a pressed finger. They describe the card's link to
 * screen readers. Whoever mounts this once has them, and the menu, on every card of the page.
 */
export default function CardDetails() {
  const [open, setOpen] = useState<Open | null>(null);
  useEffect(
    () =>
      listenToCards({
        open: (movieId, link) => setOpen({ movieId, link }),
        close: () => setOpen(null),
      }),
    [],
  );
  return (
    <>
      {open !== null && <Details key={open.movieId} {...open} />}
      <CardMenu />
    </>
  );
}

/** Asks for the details when it is mounted, and shows itself once they are there. */
function Details({ movieId, link }: Open) {
  const { answer: known } = useQuery({ type: 'knownMovie', movieId });
  const words = useWords();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size depends on what is known
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;
    if (!element.matches(':popover-open')) element.showPopover();
    const { offsetWidth: width, offsetHeight: height } = element;
    const box = (link.querySelector('.movie-card__poster') ?? link).getBoundingClientRect();
    const { left, top } = placeBeside(
      box,
      { width, height },
      { width: window.innerWidth, height: window.innerHeight },
    );
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  }, [link, known]);
  useEffect(() => {
    link.setAttribute('aria-describedby', id);
    return () => link.removeAttribute('aria-describedby');
  }, [link, id]);
  if (known === null) return null;
  return (
    // A landmark of its own: it stands outside of the page's main part.
    <aside aria-label={texts.label(words)}>
      <div className="card-panel card-details" popover="manual" ref={panel} role="tooltip" id={id}>
        <Known known={known} />
      </div>
    </aside>
  );
}

function Known({ known: { card, facts, description } }: { readonly known: KnownMovie }) {
  const words = useWords();
  const { movie, predicted, confidence, ratings, meanStars, world } = card;
  const meta = [
    movie.year,
    card.runtime === null ? null : formatMinutes(card.runtime),
    movie.genres.join(', '),
  ];
  const everyone = [
    meanStars === null ? null : texts.sample(meanStars, ratings),
    world === null ? null : texts.world(world.mean, world.count),
  ].filter((part) => part !== null);
  const line = description === null ? composedLine(movie, facts, words) : null;
  return (
    <>
      <p className="card-details__title">{movie.title}</p>
      <p className="muted">{meta.filter(Boolean).join(' · ')}</p>
      {description !== null && (
        <>
          <p>{description.text}</p>
          <p className="muted card-details__source">
            {description.source === 'wikipedia'
              ? aboutTexts.shortSource
              : aboutTexts.source(description.source)}
          </p>
        </>
      )}
      {line !== null && <p>{line}.</p>}
      {line === null && facts !== null && facts.directors.length > 0 && (
        <p>{texts.directedBy(formatNames(facts.directors))}</p>
      )}
      {line === null && facts !== null && facts.cast.length > 0 && (
        <p>{texts.with(formatNames(facts.cast))}</p>
      )}
      {predicted !== null && (
        <p>
          {starTexts.predicted(predicted)}
          {confidence !== null && ` · ${levelNames[confidence.level]}`}
        </p>
      )}
      {everyone.length > 0 && <p className="muted">{everyone.join(' · ')}</p>}
    </>
  );
}
