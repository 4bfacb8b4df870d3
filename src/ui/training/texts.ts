/** Texts of the training page and the live curve, except those of the settings and of single runs. */
import type { ProblemCode } from '../../base/problem.ts';
import type { BackendName, TrainingEnd } from '../../protocol/training-messages.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatError, formatSpan } from '../kit/format.ts';
import type { LineKind } from './chart-data.ts';
import { typicalError } from './run-summary.ts';
import type { Curve, TrainingPhase } from './training-state.ts';

export const training = {
  title: 'Training',
  lead: 'Matinee learns from other people’s ratings how to predict yours. It happens here, in this tab, while you watch.',
  chart: 'How far predictions are off',
  chartHint:
    'Lower is better. Held-out ratings were never shown to the training, so they tell how it does on films it has not seen rated.',
  drawsHint:
    'Each thin peak is one plausible model alone. Their average is less wrong than nearly any of them: what is chance in one is evened out by the others.',
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
  against: 'Draw against',
  againstEpochs: 'epochs',
  againstSeconds: 'time',
  epochAxis: 'Epoch (passes over the ratings)',
  secondsAxis: 'Seconds of training',
  errorAxis: 'Typical error (stars)',
  typical: 'Typical error',
  typicalTerm: 'Root mean squared error (RMSE) on held-out ratings, in stars',
  typicalTermTrain: 'Root mean squared error (RMSE) on the ratings trained on, in stars',
  stars: (n: number) => `${formatError(n)} stars`,
  pause: 'Pause',
  step: 'Step',
  stepHint: 'One epoch, then pause',
  resume: 'Resume',
  stop: 'Stop',
  start: 'Start training',
  again: 'Train again',
  useProcessor: 'Use the processor instead',
  widget: 'Training',
  widgetSoon: 'Starting',
  widgetFailed: 'Failed',
  widgetNone: 'Training',
  nothing: 'No training has run yet.',
  noneShown: 'No run is switched on.',
  waiting: 'The curve appears with the first epoch.',
};

export const backendNames: Record<BackendName, string> = {
  webgpu: 'Graphics card (WebGPU)',
  webgl: 'Graphics card (WebGL)',
  cpu: 'Processor',
};

export function phaseText(phase: TrainingPhase, end: TrainingEnd | null): string {
  switch (phase) {
    case 'none':
      return 'Not trained yet';
    case 'preparing':
      return 'Getting ready to train';
    case 'running':
      return 'Training';
    case 'paused':
      return 'Paused';
    case 'failed':
      return 'Training failed';
    case 'ended':
      return end === 'early' ? 'Done: it stopped improving' : end === 'stopped' ? 'Stopped by you' : 'Done';
  }
}

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

/** A screen reader announces these when the phase of a run changes, not at each epoch and not during setup. */
export function trainingNews(phase: TrainingPhase, curve: Curve | null): string {
  if (phase === 'preparing' || phase === 'none') return '';
  if (phase === 'running' && curve?.run.background) return 'Training goes on by itself.';
  const error = curve === null ? null : typicalError(curve);
  const typical = phase === 'ended' && error !== null ? ` Typical error ${formatError(error)} stars.` : '';
  return `${phaseText(phase, curve?.end ?? null)}.${typical}`;
}

export const leftText = (ms: number): string => `about ${formatSpan(ms)}`;

/** Problems that may not occur on another backend. */
export function isGpuProblem(code: ProblemCode): boolean {
  return code === 'gpu-lost' || code === 'shader' || code === 'backend-missing' || code === 'backend-broken';
}
