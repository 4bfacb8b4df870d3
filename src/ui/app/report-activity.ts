import type { Acting } from '../../protocol/activity.ts';

/** With more cores the page has one of its own beside whatever the worker does. */
const FEW_CORES = 4;
/** Told so often at most, milliseconds; the worker takes it to last a little longer. */
const EVERY_MS = 100;
const SIGNS = ['scroll', 'wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Tells the worker while the person scrolls, presses or types, so that training gives way where cores are few. */
export function tellActing(
  target: Pick<EventTarget, 'addEventListener'>,
  cores: number,
  send: (acting: Acting) => void,
): void {
  if (cores > FEW_CORES) return;
  let told = Number.NEGATIVE_INFINITY;
  const tell = ({ timeStamp }: Event) => {
    if (timeStamp - told < EVERY_MS) return;
    told = timeStamp;
    send({ type: 'acting' });
  };
  for (const sign of SIGNS) target.addEventListener(sign, tell, { capture: true, passive: true });
}
