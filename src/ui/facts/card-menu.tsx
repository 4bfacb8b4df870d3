import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KnownMovie } from '../../protocol/recommendation-messages.ts';
import { useQuery } from '../state/use-query.ts';
import { OutsideAnchor } from './outside-anchor.tsx';
import { outsideLinks } from './outside-links.ts';
import { placeBeside } from './place-beside.ts';
import { outside as texts } from './texts.ts';
import './card-panel.css';
import './card-menu.css';

interface Open {
  readonly movieId: number;
  readonly button: HTMLElement;
}

/** The menu of the cards. Whoever mounts this once has it on every card of the page; one is rendered while it is open. */
export function CardMenu() {
  const [open, setOpen] = useState<Open | null>(null);
  const shown = useRef<Open | null>(null);
  useLayoutEffect(() => {
    shown.current = open;
  });
  useEffect(() => {
    const controls = new AbortController();
    /** The browser closes the menu on the press that asks to close it; the click must not open it again. */
    let closing: HTMLElement | null = null;
    const on = (type: 'pointerdown' | 'click', listener: (event: Event) => void) =>
      document.addEventListener(type, listener, { capture: true, signal: controls.signal });
    on('pointerdown', ({ target }) => {
      const button = buttonAt(target);
      closing = button !== null && button === shown.current?.button ? button : null;
    });
    on('click', ({ target }) => {
      const button = buttonAt(target);
      const movieId = button?.closest('[data-movie]')?.getAttribute('data-movie');
      if (button !== null && movieId != null && button !== closing)
        setOpen({ movieId: Number(movieId), button });
      closing = null;
    });
    return () => controls.abort();
  }, []);
  return open === null ? null : <Menu key={open.movieId} {...open} close={() => setOpen(null)} />;
}

/** Asks where the movie has pages, and shows itself once that is known. */
function Menu({ movieId, button, close }: Open & { readonly close: () => void }) {
  const { answer: known } = useQuery({ type: 'knownMovie', movieId });
  const panel = useRef<HTMLDivElement>(null);
  const isKnown = known !== null;
  useLayoutEffect(() => {
    const element = panel.current;
    if (!isKnown || element === null) return;
    element.showPopover();
    const { offsetWidth: width, offsetHeight: height } = element;
    const screen = { width: window.innerWidth, height: window.innerHeight };
    const { left, top } = placeBeside(button.getBoundingClientRect(), { width, height }, screen);
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    element.querySelector('a')?.focus({ preventScroll: true });
    // The menu stays where it is while its card scrolls away.
    const onScroll = ({ target }: Event) => {
      if (!(target instanceof Node) || !element.contains(target)) element.hidePopover();
    };
    document.addEventListener('scroll', onScroll, { capture: true });
    return () => document.removeEventListener('scroll', onScroll, { capture: true });
  }, [isKnown, button]);
  if (known === null) return null;
  return (
    <div
      className="card-panel card-menu"
      popover="auto"
      ref={panel}
      role="dialog"
      aria-label={texts.of(known.card.movie.title)}
      onToggle={({ newState }) => {
        if (newState === 'closed') close();
      }}
    >
      <Links known={known} />
    </div>
  );
}

function Links({ known: { card, links, facts, description } }: { readonly known: KnownMovie }) {
  const wikipedia = facts?.wikipedia ?? description?.page ?? null;
  return (
    <>
      <ul className="card-menu__links">
        {outsideLinks(card.movie, links, wikipedia).map(({ name, href }) => (
          <li key={name}>
            <OutsideAnchor className="card-menu__link" href={href}>
              {name}
            </OutsideAnchor>
          </li>
        ))}
      </ul>
      <p className="muted">{texts.leaves}</p>
    </>
  );
}

function buttonAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.movie-card__more') : null;
}
