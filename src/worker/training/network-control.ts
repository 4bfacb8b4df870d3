import { Problem, reportOf } from '../../base/problem.ts';
import { baseIdOf } from '../../dataset/exclude-suspicious.ts';
import { isSettingsOf, networkDefaults } from '../../protocol/network-defaults.ts';
import type { NetworkId, NetworkSettings, NetworkState } from '../../protocol/network-messages.ts';
import type { NetworkModels } from '../../recommenders/networks/network-models.ts';
import { networks } from '../../recommenders/networks/networks.ts';
import type { BackgroundRecommenders } from '../recommendations/background-recommenders.ts';
import type { AppStorage } from '../session/app-storage.ts';
import type { Catalogue } from '../session/catalogue.ts';
import type { Tabs } from '../session/tabs.ts';
import { CHECKPOINT_EVERY_MS } from './checkpointing.ts';
import type { NetworkEpoch, NetworkRunner, StartNetwork } from './network-runner.ts';
import { newRunId, Run } from './run-control.ts';
import { decodeRun, encodeRun, runName, type StoredRun } from './stored-run.ts';

type Shown<Id extends NetworkId> = Pick<
  NetworkState<Id>,
  'phase' | 'settings' | 'points' | 'backend' | 'end' | 'problem'
>;

const nothing = {
  phase: 'none',
  points: [],
  backend: null,
  end: null,
  problem: null,
} as const;

/** What the training needs of the session. */
interface Ports {
  readonly storage: Pick<AppStorage, 'loadRecommender' | 'saveRecommender'>;
  readonly tabs: Pick<Tabs, 'lockTraining'>;
  readonly catalogue: Pick<Catalogue, 'dataset'>;
  /** Aborted when the session ends. */
  readonly signal: AbortSignal;
  reportError(thrown: unknown): null;
  changed(parts: readonly 'recommenders'[], order: 'new'): void;
  progressed(part: 'networks'): void;
  backgroundRecommenders: BackgroundRecommenders;
}

/** Somebody who waits for the model. */
interface Waiting {
  /** @param done share of the epochs, null before the first */
  onProgress(done: number | null): void;
  readonly signal: AbortSignal;
}

/** The training of a network: at most one run, only when the person asks for it. */
class NetworkControl<Id extends NetworkId> {
  private shown: Shown<Id>;
  private current: Run | null = null;
  private running: Promise<void> = Promise.resolve();
  /** The run that an earlier visit left; read once. */
  private readonly left: Promise<StoredRun<Id> | null>;

  constructor(
    private readonly network: Id,
    private readonly core: Ports,
    private readonly start: StartNetwork | undefined,
    private readonly backend: Parameters<StartNetwork>[0]['backend'],
  ) {
    this.shown = { ...nothing, settings: networkDefaults[network] };
    this.left = this.readLeft();
    core.signal.addEventListener('abort', () => this.current?.abandon());
  }

  state(): Shown<Id> {
    return this.shown;
  }

  /** Starts a new run; one that is under way is given up. @throws RangeError for settings of another network */
  train(settings: NetworkSettings[NetworkId]): void {
    if (!isSettingsOf(this.network, settings)) throw new RangeError('These settings are of another network.');
    this.begin(settings, null);
  }

  pause(): void {
    if (this.current?.pause()) this.show({ phase: 'pausing' });
  }

  /** Goes on with a run that is paused, of this visit or of an earlier one. */
  async resume(): Promise<void> {
    if (this.current === null) return this.goOn();
    if (this.current.resume()) this.show({ phase: 'training' });
  }

  /** Ends the run with its best model so far. */
  async stop(): Promise<void> {
    if (this.current !== null) return this.current.stop();
    const left = await this.left;
    if (left?.checkpoint == null || this.shown.phase !== 'paused') return;
    // A paused run of an earlier visit has to be taken up to read its model.
    this.begin(left.settings, left);
    const taken = this.current as Run | null;
    taken?.stop();
  }

  /** Resolves when there is a model to rank by, or the waiting was given up. Rejects with the Problem of the run. */
  async wait({ onProgress, signal }: Waiting): Promise<void> {
    await this.left;
    if (this.current === null) await this.goOn();
    if (this.current === null) this.begin(networkDefaults[this.network], null);
    const run = this.current as Run | null;
    const { epochs } = this.shown.settings;
    const timer = setInterval(() => {
      const epoch = this.shown.points.length;
      onProgress(epoch === 0 ? null : epoch / epochs);
    }, 500);
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await Promise.race([this.running, aborted]).finally(() => clearInterval(timer));
    const { problem } = this.shown;
    if (problem !== null && run !== null && !signal.aborted) {
      throw new Problem(problem.code, problem.message, problem.advice);
    }
  }

  /** Takes up a run that an earlier visit left. */
  private async goOn(): Promise<void> {
    const left = await this.left;
    if (left !== null && left.end === null && this.current === null && this.shown.phase !== 'over') {
      this.begin(left.settings, left);
    }
  }

  private async readLeft(): Promise<StoredRun<Id> | null> {
    const { storage, catalogue, reportError } = this.core;
    const stored = await storage
      .loadRecommender(runName(this.network), catalogue.dataset.id)
      .catch(reportError);
    if (stored === null) return null;
    let run: StoredRun<Id> | null = null;
    try {
      run = decodeRun(this.network, stored);
    } catch (thrown) {
      reportError(thrown);
    }
    if (run === null || this.current !== null) return null;
    const { settings, points, backend, end, isPaused } = run;
    this.show({ phase: end === null ? 'paused' : 'over', settings, points, backend, end, problem: null });
    // What the end of the visit interrupted goes on by itself.
    if (end === null && !isPaused) queueMicrotask(() => void this.goOn());
    return run;
  }

  private begin(settings: NetworkSettings[Id], from: StoredRun<Id> | null): void {
    const run = new Run(newRunId());
    this.current?.abandon();
    this.current = run;
    this.show({ ...nothing, phase: 'preparing', settings, points: from?.points ?? [] });
    this.running = this.running
      .then(() => (run.signal.aborted ? undefined : this.trainAlone(run, settings, from)))
      .catch((thrown: unknown) => {
        if (run.signal.aborted) return;
        this.show({ phase: 'over', problem: reportOf(thrown) });
      })
      .finally(() => {
        if (this.current === run) this.current = null;
      });
  }

  private async trainAlone(
    run: Run,
    settings: NetworkSettings[Id],
    from: StoredRun<Id> | null,
  ): Promise<void> {
    const { tabs, catalogue } = this.core;
    if (this.start === undefined) throw noThread();
    // A lock beside those of the other networks and of the model of stars: they may train at a time.
    const release = await tabs.lockTraining(`${catalogue.dataset.id}/${this.network}`);
    if (release === null) throw otherTab();
    let runner: NetworkRunner<Id> | null = null;
    const close = () => runner?.close();
    run.signal.addEventListener('abort', close);
    try {
      const { ratings } = catalogue.dataset;
      const { network, backend } = this;
      runner = await this.start({ network, ratings, settings, from: from?.checkpoint ?? null, backend });
      if (run.signal.aborted) return;
      this.show({ phase: run.paused ? 'pausing' : 'training', backend: runner.info });
      await this.follow(run, runner);
    } finally {
      run.signal.removeEventListener('abort', close);
      close();
      release();
    }
  }

  private async follow(run: Run, runner: NetworkRunner<Id>): Promise<void> {
    let storedAt = performance.now();
    for (;;) {
      const epoch = await runner.epoch();
      if (run.signal.aborted) return;
      this.show({ points: [...this.shown.points, epoch.point] });
      const end = epoch.ended ?? (run.stopped ? 'stopped' : null);
      if (end !== null) return this.finish(epoch, end);
      run.epochEnded();
      if (run.paused || performance.now() - storedAt >= CHECKPOINT_EVERY_MS) {
        await this.storeUnderWay(run, epoch);
        storedAt = performance.now();
      }
      await run.gate();
      if (run.signal.aborted) return;
      if (run.stopped) return this.finish(epoch, 'stopped');
    }
  }

  /** Where somebody pauses or resumes while it is being stored, it is stored once more: else the next visit would not know. */
  private async storeUnderWay(run: Run, epoch: NetworkEpoch<Id>): Promise<void> {
    let isPaused: boolean;
    do {
      isPaused = run.paused;
      await this.store(null, isPaused, epoch);
    } while (run.paused !== isPaused);
    if (isPaused) this.show({ phase: 'paused' });
  }

  private async finish(epoch: NetworkEpoch<Id>, end: NonNullable<Shown<Id>['end']>): Promise<void> {
    const { storage, catalogue, reportError } = this.core;
    const { codec } = networks[this.network];
    this.adopt(epoch.model);
    this.show({ phase: 'over', end });
    const model = codec.encode(epoch.model);
    await storage.saveRecommender(codec.name, baseIdOf(catalogue.dataset.id), model).catch(reportError);
    await this.store(end, false, null);
  }

  /** Ranks by the model from now on. */
  private adopt(model: NetworkModels[Id]): void {
    const { core, network } = this;
    const recommender = networks[network].recommender(model);
    core.backgroundRecommenders = new Map([...core.backgroundRecommenders, [network, recommender]]);
    core.changed(['recommenders'], 'new');
  }

  /** Nothing here rejects: training goes on where nothing can be stored, and the failure is reported. */
  private async store(
    end: Shown<Id>['end'],
    isPaused: boolean,
    epoch: NetworkEpoch<Id> | null,
  ): Promise<void> {
    const { storage, catalogue, reportError } = this.core;
    const { settings, points, backend } = this.shown;
    if (backend === null) return;
    const checkpoint = epoch?.checkpoint ?? null;
    const run = encodeRun({ settings, points, backend, end, isPaused, checkpoint });
    await storage.saveRecommender(runName(this.network), catalogue.dataset.id, run).catch(reportError);
  }

  private show(changes: Partial<Shown<Id>>): void {
    this.shown = { ...this.shown, ...changes };
    if (!this.core.signal.aborted) this.core.progressed('networks');
  }
}

/** The training of every network, each beside the others. */
export type NetworkControls = { readonly [Id in NetworkId]: NetworkControl<Id> };

export function networkControls(
  core: Ports,
  start: StartNetwork | undefined,
  backend: Parameters<StartNetwork>[0]['backend'],
): NetworkControls {
  return {
    sasrec: new NetworkControl('sasrec', core, start, backend),
    'mult-vae': new NetworkControl('mult-vae', core, start, backend),
  };
}

function noThread(): Problem {
  return new Problem(
    'backend-missing',
    'The network cannot be trained here: there is no thread for it.',
    'Open Matinee in a current browser.',
  );
}

function otherTab(): Problem {
  return new Problem(
    'settings',
    'Another tab of Matinee trains this network at the moment.',
    'Wait until it is done, or stop the training there.',
  );
}
