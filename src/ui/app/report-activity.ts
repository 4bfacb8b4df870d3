import type { Activity } from '../../protocol/activity.ts';

/** With more cores than this, the page has a core to itself whatever the worker does. */
const FEW_CORES = 4;
/** The shortest time between two reports. The worker treats each report as valid for a little longer than this. */
const EVERY_MS = 100;
const SIGNS = ['scroll', 'wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Reports that the person scrolls, presses or types, so that training pauses for them on a device with few cores. */
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
