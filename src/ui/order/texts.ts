import type { SequenceSettings, SequenceState } from '../../protocol/sequence-messages.ts';

/** The fields of the form. */
export const fields = {
  epochs: {
    label: 'Passes over all ratings',
    term: 'epochs',
    help: 'It ends earlier once it no longer improves on people that it has not seen.',
  },
  length: {
    label: 'Films it looks back on',
    term: 'sequence length',
    help: 'Of a longer history it reads the end.',
  },
  width: {
    label: 'Numbers for each film',
    term: 'embedding size',
    help: 'More can tell more films apart and take longer.',
  },
  dropout: {
    label: 'Share left out at random',
    term: 'dropout',
    help: 'Keeps it from learning the ratings by heart.',
  },
} as const satisfies Partial<Record<keyof SequenceSettings, object>>;

export type Field = keyof typeof fields;

export const order = {
  title: 'In order',
  lead: 'A small network reads everybody’s ratings in their order and learns which film comes next. It then reads yours.',
  honest:
    'It learns only when you ask for it, because it takes minutes. On MovieLens 100K, the film that people rated last was among its first ten for 20 of 100, and for 12 of 100 with “Film to film”. How it does on other data has not been measured.',
  start: 'Start learning',
  again: 'Learn anew',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop and use it',
  save: 'Save the network to a file',
  use: 'Order For you by it',
  inUse: 'For you is ordered by it.',
  settings: 'Settings',
  bounds: (min: number, max: number) => `From ${min} to ${max}.`,
  fault: (min: number, max: number) => `Enter a number from ${min} to ${max}.`,
  chart: 'How well it guesses the next film',
  hint: 'The loss: how surprised it is by the film that came next. Lower is better. Solid: people that it never learns from. Dashed: those that it learns from, with a share of numbers left out.',
  epoch: 'Pass',
  heldOut: 'People it has not seen',
  training: 'People it learns from',
  seconds: 'Seconds',
  waiting: 'The curve begins after the first pass over all ratings.',
  asTable: 'As a table',
  last: 'What it looked at last',
  lastHint:
    'The end of your ratings in their order, the newest first. That is all it looks at; it cannot say which of them made the difference.',
  noneYet: 'Rate a few films: it reads them in the order in which you rate them.',
  known: (count: number) => `It knows the ${count} films that have at least five ratings; others come last.`,
} as const;

/** What goes on, as a heading. */
export function phaseText({ phase, end, problem }: SequenceState): string {
  if (problem !== null) return 'It did not work';
  if (phase === 'none') return 'Not learned yet';
  if (phase === 'preparing') return 'Getting ready';
  if (phase === 'training') return 'Learning';
  if (phase === 'pausing') return 'Finishing this pass';
  if (phase === 'paused') return 'Paused';
  if (end === 'stopped') return 'Stopped by you';
  return end === 'early' ? 'Done early: it no longer improved' : 'Done';
}

/** Before the name of the adapter. */
const backends = { webgpu: 'WebGPU, ', webgl: 'WebGL, ', cpu: '' } as const;

/** How far it is, and on what. */
export function progressText({ points, settings, backend }: SequenceState): string {
  const on = backend === null ? '' : ` · ${backends[backend.backend]}${backend.adapter}`;
  const last = points.at(-1);
  if (last === undefined) return `Pass 0 of ${settings.epochs}${on}`;
  const loss = `loss ${(last.heldOutLoss ?? last.loss).toFixed(3)}`;
  return `Pass ${last.epoch} of ${settings.epochs} · ${loss} · ${(last.epochMs / 1000).toFixed(1)} s a pass${on}`;
}
