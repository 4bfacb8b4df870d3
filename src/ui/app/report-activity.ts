import type { Activity } from '../../protocol/activity.ts';

/** With more cores the page has one of its own beside whatever the worker does. */
const FEW_CORES = 4;
/** Reported at most once in so many milliseconds; the worker takes each report to last a little longer. */
const EVERY_MS = 100;
const SIGNS = ['scroll', 'wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Reports that the person scrolls, presses or types, so that training gives way where cores are few. */
export function reportActivity(
  target: Pick<EventTarget, 'addEventListener'>,
  cores: number,
  send: (activity: Activity) => void,
): void {
  if (cores > FEW_CORES) return;
  let reportedAt = Number.NEGATIVE_INFINITY;
  const report = ({ timeStamp }: Event) => {
    if (timeStamp - reportedAt < EVERY_MS) return;
    reportedAt = timeStamp;
    send({ type: 'activity' });
  };
  for (const sign of SIGNS) target.addEventListener(sign, report, { capture: true, passive: true });
}
