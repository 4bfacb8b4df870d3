/** When a person asks for the details of a card: by resting on it with the mouse or the focus, or with a long press. */

/** The details open after the mouse or the focus rests on a card, or a finger presses it, for this long. */
export const REST_MS = 450;
/** The mouse may take this long from the card to its details and back. */
export const GRACE_MS = 200;
/** If the finger moves further than this, the gesture is a scroll, CSS pixels. */
const STILL = 8;

export interface CardGestures {
  /** A card is asked about. @param link the link of the card, which the details stand beside */
  open(movieId: number, link: HTMLElement): void;
  close(): void;
}

/** Listens to the whole page. @returns a function that stops listening */
export function listenToCards(gestures: CardGestures): () => void {
  const controls = new AbortController();
  const watcher = new CardWatcher(gestures);
  const on = <T extends keyof DocumentEventMap>(type: T, listener: (event: DocumentEventMap[T]) => void) =>
    document.addEventListener(type, listener, { capture: true, signal: controls.signal });
  on('pointerover', (event) => watcher.pointerOver(event));
  on('pointerout', (event) => watcher.pointerOut(event));
  on('pointerdown', (event) => watcher.pointerDown(event));
  on('pointermove', (event) => watcher.pointerMove(event));
  on('pointerup', () => watcher.pointerUp());
  on('pointercancel', () => watcher.pointerUp());
  on('click', (event) => watcher.click(event));
  on('contextmenu', (event) => watcher.contextMenu(event));
  on('focusin', (event) => watcher.focusIn(event));
  on('focusout', (event) => watcher.focusOut(event));
  on('keydown', (event) => watcher.keyDown(event));
  on('scroll', (event) => watcher.scroll(event));
  window.addEventListener('resize', () => watcher.leave(), { signal: controls.signal });
  return () => {
    controls.abort();
    watcher.leave();
  };
}

class CardWatcher {
  private opening: ReturnType<typeof setTimeout> | undefined;
  private closing: ReturnType<typeof setTimeout> | undefined;
  /** The link whose details are open. */
  private shown: HTMLElement | null = null;
  private finger: { readonly x: number; readonly y: number; isHeld: boolean } | null = null;

  constructor(private readonly gestures: CardGestures) {}

  /** Closes what is open and forgets what was about to open. */
  leave(): void {
    clearTimeout(this.opening);
    clearTimeout(this.closing);
    if (this.shown === null) return;
    this.shown = null;
    this.gestures.close();
  }

  pointerOver({ pointerType, target }: PointerEvent): void {
    if (pointerType !== 'mouse') return;
    clearTimeout(this.opening);
    const link = linkAt(target);
    if (inDetails(target) || (link !== null && link === this.shown)) {
      clearTimeout(this.closing);
      return;
    }
    this.closeSoon();
    if (link !== null) this.openSoon(link);
  }

  /** The mouse left the window: nothing else says so. */
  pointerOut({ pointerType, relatedTarget }: PointerEvent): void {
    if (pointerType !== 'mouse' || relatedTarget !== null) return;
    clearTimeout(this.opening);
    this.closeSoon();
  }

  pointerDown({ pointerType, target, clientX, clientY }: PointerEvent): void {
    if (inDetails(target)) return;
    this.leave();
    this.finger = null;
    const link = linkAt(target);
    if (pointerType === 'mouse' || link === null) return;
    const finger = { x: clientX, y: clientY, isHeld: false };
    this.finger = finger;
    this.openSoon(link, () => {
      finger.isHeld = true;
    });
  }

  pointerMove({ pointerType, clientX, clientY }: PointerEvent): void {
    if (pointerType === 'mouse' || this.finger === null || this.finger.isHeld) return;
    if (Math.hypot(clientX - this.finger.x, clientY - this.finger.y) > STILL) clearTimeout(this.opening);
  }

  pointerUp(): void {
    if (this.finger?.isHeld === false) clearTimeout(this.opening);
  }

  /** After a long press, the click must not open the movie's page: the person asked for the details. */
  click(event: MouseEvent): void {
    if (this.finger?.isHeld !== true) return;
    event.preventDefault();
    event.stopPropagation();
    this.finger = null;
  }

  /** A long press opens the details, not the menu of the browser. */
  contextMenu(event: MouseEvent): void {
    if (this.finger !== null && linkAt(event.target) !== null) event.preventDefault();
  }

  focusIn({ target }: FocusEvent): void {
    const link = linkAt(target);
    // A press focuses, too, and leads to the page anyway.
    if (link?.matches(':focus-visible')) this.openSoon(link);
  }

  /** Only the focus of a card: at the end of a long press the focus leaves whatever had it. */
  focusOut({ target }: FocusEvent): void {
    if (linkAt(target) !== null) this.leave();
  }

  keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // One press closes one thing.
    if (this.shown !== null) event.stopPropagation();
    this.leave();
  }

  scroll({ target }: Event): void {
    if (this.shown !== null && !inDetails(target)) this.leave();
  }

  private openSoon(link: HTMLElement, then: () => void = () => {}): void {
    clearTimeout(this.opening);
    this.opening = setTimeout(() => {
      const movieId = link.closest('[data-movie]')?.getAttribute('data-movie');
      if (!link.isConnected || movieId == null) return;
      clearTimeout(this.closing);
      this.shown = link;
      then();
      this.gestures.open(Number(movieId), link);
    }, REST_MS);
  }

  private closeSoon(): void {
    clearTimeout(this.closing);
    if (this.shown === null) return;
    this.closing = setTimeout(() => {
      this.shown = null;
      this.gestures.close();
    }, GRACE_MS);
  }
}

function linkAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.movie-card__link') : null;
}

function inDetails(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.card-details') !== null;
}
