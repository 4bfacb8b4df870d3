/** Texts of the training page, except those of the settings and of single runs. */
import type { ProblemCode } from '../../base/problem.ts';
import type { BackendName } from '../../protocol/training-messages.ts';
import { nav, plural } from '../app/texts.ts';
import { formatCount, formatSpan } from '../kit/format.ts';
import type { LineKind } from './chart-data.ts';
import type { Curve } from './training-state.ts';

export const training = {
  title: nav.training,
  lead: 'Matinee learns from other people’s ratings how to predict yours. It happens here, in this tab, while you watch.',
  networks: {
    before: 'Two networks are trained only when you ask for it:',
    order: 'films in order',
    deepTaste: 'deep taste',
  },
  chart: 'How far predictions are off',
  chartHint:
    'Lower is better. Held-out ratings were never shown to the training, so they show how well it predicts ratings it has not seen.',
  drawsHint:
    'Each thin peak is one plausible model alone. Their average is more accurate than nearly all of them, because random errors cancel out.',
  lineNames: {
    held: (run) => `Run ${run}, held out`,
    train: () => 'in training',
    draws: () => 'each draw',
  } satisfies Record<LineKind, (run: number) => string>,
  keyNames: {
    held: (run) => `Run ${run}, held out`,
    train: (run) => `Run ${run}, in training`,
    draws: (run) => `Run ${run}, each draw alone`,
  } satisfies Record<LineKind, (run: number) => string>,
  key: 'What the lines show',
  keyEnd: 'At the end of each line:',
  keyAtEpoch: (epoch: number) => `At epoch ${formatCount(epoch)}:`,
  keyAtSeconds: (seconds: number) => `After ${formatSpan(seconds * 1000)}:`,
  against: 'Plot against',
  againstEpochs: 'epochs',
  againstSeconds: 'time',
  epochAxis: 'Epoch (passes over the ratings)',
  secondsAxis: 'Seconds of training',
  errorAxis: 'Typical error (stars)',
  typical: 'Typical error',
  typicalTerm: 'Root mean squared error (RMSE) on held-out ratings, in stars',
  typicalTermTrain: 'Root mean squared error (RMSE) on the ratings trained on, in stars',
  pause: 'Pause',
  step: 'Step',
  stepHint: 'One epoch, then pause',
  resume: 'Resume',
  stop: 'Stop',
  start: 'Start training',
  again: 'Train again',
  useProcessor: 'Use the processor instead',
  nothing: 'No training has run yet.',
  noneShown: 'No run is switched on.',
  waiting: 'The curve appears with the first epoch.',
};

export const backendNames: Record<BackendName, string> = {
  webgpu: 'Graphics card (WebGPU)',
  webgl: 'Graphics card (WebGL)',
  cpu: 'Processor',
};

/** The progress of a run: "Epoch 3 of 12", and what a Bayesian run does in that sweep. */
export function progressText({ run, points, end }: Curve): string {
  const { algorithm, epochs, burnIn } = run.settings;
  const done = points.at(-1)?.epoch ?? 0;
  if (algorithm !== 'bayes') return `Epoch ${formatCount(done)} of ${formatCount(epochs)}`;
  const models = plural(done - burnIn, 'model', 'models');
  if (end !== null && done > burnIn) return `Average of ${models}, from ${plural(done, 'sweep', 'sweeps')}`;
  const sweep = `Sweep ${formatCount(done)} of ${formatCount(epochs)}`;
  if (done < burnIn) return `${sweep} · warming up (burn-in): the first ${formatCount(burnIn)} do not count`;
  return done === burnIn ? `${sweep} · warmed up` : `${sweep} · drawing: average of ${models} so far`;
}

export const leftText = (ms: number): string => `about ${formatSpan(ms)}`;

/** Problems that may not occur on another backend. */
export function isGpuProblem(code: ProblemCode): boolean {
  return code === 'gpu-lost' || code === 'shader' || code.startsWith('backend-');
}
