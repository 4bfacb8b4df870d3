import { MAX_MOVIES } from '../../protocol/network-defaults.ts';
import type { NetworkId, NetworkSettings, NetworkState } from '../../protocol/network-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { formatCount } from '../kit/format.ts';

interface Field {
  readonly label: string;
  readonly term: string;
  readonly help: string;
}

const epochs: Field = {
  label: 'Passes over all ratings',
  term: 'epochs',
  help: 'It ends earlier once it no longer improves on people that it has not seen.',
};

const dropout: Field = {
  label: 'Share left out at random',
  term: 'dropout',
  help: 'Keeps it from learning the ratings by heart.',
};

const patience: Field = {
  label: 'Passes without improvement until it ends',
  term: 'patience',
  help: 'With 0 it never ends early.',
};

/** The fields of each form. */
const fields: { readonly [Id in NetworkId]: Partial<Record<keyof NetworkSettings[Id], Field>> } = {
  sasrec: {
    epochs,
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
    dropout,
    patience,
  },
  'mult-vae': {
    epochs,
    width: {
      label: 'Units of a hidden layer',
      term: 'hidden width',
      help: 'With 0 there is no such layer, which is quicker and was best on what was measured.',
    },
    latent: {
      label: 'Numbers of a taste',
      term: 'latent dimensions',
      help: 'All that you like has to fit into so many numbers.',
    },
    beta: {
      label: 'How much a taste is held back',
      term: 'β',
      help: 'Keeps tastes close together, so that a few ratings say little by themselves.',
    },
    dropout,
    patience,
  },
};

/** The fields of a network's form by the name of the setting. */
export function fieldsOf(network: NetworkId): Readonly<Record<string, Field>> {
  return fields[network];
}

/** What is said of one network. */
export const ofNetwork: Readonly<
  Record<
    NetworkId,
    Readonly<Record<'title' | 'lead' | 'honest' | 'chart' | 'hint' | 'read' | 'readHint' | 'noneYet', string>>
  >
> = {
  sasrec: {
    title: 'In order',
    lead: 'A small network reads everybody’s ratings in their order and learns which film comes next. It then reads yours.',
    honest:
      'It learns only when you ask for it, because it takes minutes. On MovieLens 100K, the film that people rated last was among its first ten for 20 of 100, and for 12 of 100 with “Film to film”. On the built-in data it is no better: 11 of 100, against 12. What it is worth on your data the Lab can measure.',
    chart: 'How well it guesses the next film',
    hint: 'The loss: how surprised it is by the film that came next. Lower is better. Solid: people that it never learns from. Dashed: those that it learns from, with a share of numbers left out.',
    read: 'What it looked at last',
    readHint:
      'The end of your ratings in their order, the newest first. That is all it looks at; it cannot say which of them made the difference.',
    noneYet: 'Rate a few films: it reads them in the order in which you rate them.',
  },
  'mult-vae': {
    title: 'Deep taste',
    lead: 'A network squeezes all the films that somebody likes into a few numbers and learns to unfold them again. What it unfolds from yours, beyond what you know, it recommends.',
    honest:
      'It learns only when you ask for it. On MovieLens 100K its lists were as good as those of “Film to film”, on the built-in data they were worse. What it is worth on your data the Lab can measure.',
    chart: 'How well it guesses films that people like',
    hint: 'The loss: how surprised it is by a film that somebody likes. Lower is better. Solid: films that it was not shown, of people that it never learns from. Dashed: people that it learns from, with a share of their films left out.',
    read: 'What it reads of you',
    readHint:
      'The latest films that you gave more than two stars, or like. It reads all of them, in no order; more stars count more. What you dislike it does not know.',
    noneYet: 'Give a few films more than two stars: it reads what you like.',
  },
};

export const networks = {
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
  epoch: 'Pass',
  heldOut: 'People it has not seen',
  training: 'People it learns from',
  seconds: 'Seconds',
  waiting: 'The curve begins after the first pass over all ratings.',
  asTable: 'As a table',
  known: (count: number, { many }: Words) =>
    count < MAX_MOVIES
      ? `It knows the ${formatCount(count)} ${many} that have at least five ratings; others come last.`
      : `It knows the ${formatCount(count)} ${many} with the most ratings; others come last.`,
} as const;

/** What goes on, as a heading. */
export function phaseText({ phase, end, problem }: NetworkState): string {
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
export function progressText({ points, settings, backend }: NetworkState): string {
  const on = backend === null ? '' : ` · ${backends[backend.backend]}${backend.adapter}`;
  const last = points.at(-1);
  if (last === undefined) return `Pass 0 of ${settings.epochs}${on}`;
  const loss = `loss ${(last.heldOutLoss ?? last.loss).toFixed(3)}`;
  return `Pass ${last.epoch} of ${settings.epochs} · ${loss} · ${(last.epochMs / 1000).toFixed(1)} s a pass${on}`;
}
