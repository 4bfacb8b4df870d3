import { reportOf } from '../../base/problem.ts';
import { type FactTables, noFactTables } from '../../dataset/fact-tables.ts';
import { joinFacts } from '../../dataset/join-facts.ts';
import { titleOfArticle } from '../../dataset/title.ts';
import type { ShelfStage } from '../../protocol/dataset-messages.ts';
import type { FactSource } from '../dataset/built-in-shelf.ts';
import type { SessionCore } from './session-context.ts';

/**
 * Loads details, then descriptions, from storage or else from our origin, and shows each as soon as it is there. The
 * first list never waits for them. What is fetched is stored for every later visit, whatever data set is then in use.
 * `shelfComplete` follows, or `shelfDelayed` with what did not arrive.
 */
export async function loadFacts(core: SessionCore, source: FactSource): Promise<void> {
  const { emit, signal } = core;
  let stage: ShelfStage = 'details';
  const begin = (next: ShelfStage) => {
    stage = next;
  };
  try {
    await loadStages(core, source, begin);
    if (!signal.aborted) emit({ type: 'shelfComplete' });
  } catch (thrown) {
    if (!signal.aborted) emit({ type: 'shelfDelayed', stage, problem: reportOf(thrown) });
  }
}

async function loadStages(
  core: SessionCore,
  source: FactSource,
  begin: (stage: ShelfStage) => void,
): Promise<void> {
  const { storage, signal, catalogue, data } = core;
  const isImported = data.base.imported === true;
  const own = isImported ? await storage.loadOwnFacts(data.base.id) : noFactTables;
  const world = isImported
    ? await storedOrFetched(storage.loadWorld, source.world, storage.saveWorld, core)
    : null;
  let builtIn = noFactTables;
  const take = (arrived: Partial<FactTables>) => {
    builtIn = { ...builtIn, ...arrived };
    if (signal.aborted) return;
    core.facts = joinFacts(catalogue.dataset, { own, builtIn, world });
    core.changed(['facts'], 'keep');
  };
  const details = await storedOrFetched(storage.loadDetails, source.details, storage.saveDetails, core);
  take({ details });
  core.background.add(searchNames(core));
  if (signal.aborted) return;
  begin('descriptions');
  take({
    descriptions: await storedOrFetched(
      storage.loadDescriptions,
      source.descriptions,
      storage.saveDescriptions,
      core,
    ),
  });
}

/** Makes people and second titles searchable, beside everything else: there are tens of thousands. */
async function searchNames({ catalogue, facts, progressed, signal }: SessionCore): Promise<void> {
  const { details } = facts;
  if (details === null) return;
  try {
    const titles = details.map((known) => titleOfArticle(known?.wikipedia ?? null));
    await catalogue.titles.addTitles(titles, signal);
    // Last, because lists are searched anew when there are people.
    await catalogue.people.add(details, signal);
    progressed('names');
  } catch (thrown) {
    // The session has ended, and nobody searches its movies any more.
    if (!signal.aborted) throw thrown;
  }
}

/** What is damaged, or cannot be stored, is reported; it can be fetched again. */
async function storedOrFetched<T>(
  load: () => Promise<T | null>,
  fetch: () => Promise<T | null>,
  save: (fetched: T) => Promise<void>,
  { reportError, signal }: SessionCore,
): Promise<T | null> {
  const stored = await load().catch(reportError);
  if (stored !== null) return stored;
  const fetched = await fetch();
  // Another data set is in use by now, and its facts may be others.
  if (fetched !== null && !signal.aborted) await save(fetched).catch(reportError);
  return fetched;
}
