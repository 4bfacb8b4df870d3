/** What the page does before its own code is run: it starts the worker, and on a first visit fetches the first movies. */
import { afterFirstPaint } from './ui/app/first-paint.ts';
import { remembered } from './ui/state/local-preferences.ts';
import { startEarly } from './worker/early-worker.ts';
import { starterAddress } from './worker/starter-address.ts';

afterFirstPaint(() => startEarly(remembered('shelf') === null ? starterAddress : null));
