import { areTermGroups, termGroups } from '../../protocol/content-groups.ts';
import { isInBounds, isSplitKind, type LabSettings, quickLab } from '../../protocol/lab-settings.ts';
import { isRecommenderId, recommenderIds } from '../../protocol/recommender-catalog.ts';

/** The run that an address asks for. */
interface Asked {
  readonly settings: LabSettings;
  /** The data set of the results; null if the address does not name one. */
  readonly datasetId: string | null;
  /** The invalid parts of the address. The default value replaces each of them. */
  readonly ignored: readonly string[];
}

/** The query that repeats a run. @param present the current query; its other parts stay, such as a forced backend */
export function labQuery(
  settings: LabSettings,
  datasetId: string,
  present = new URLSearchParams(),
): URLSearchParams {
  const query = new URLSearchParams(present);
  query.set('of', settings.recommenders.join(' '));
  query.set('split', settings.split);
  query.set('k', String(settings.k));
  query.set('seed', String(settings.seed));
  query.set('newcomers', String(settings.newcomers));
  query.set('by', settings.contentGroups.join(' '));
  query.set('data', datasetId);
  return query;
}

/** Null if the address does not ask for a run. */
export function labAsked(query: URLSearchParams): Asked | null {
  const ignored: string[] = [];
  const part = <T>(name: string, usual: T, read: (text: string) => T | null): T => {
    const text = query.get(name);
    if (text === null) return usual;
    const value = read(text);
    if (value === null) ignored.push(`${name}=${text}`);
    return value ?? usual;
  };
  const names = ['of', 'split', 'k', 'seed', 'newcomers', 'by'];
  if (!names.some((name) => query.has(name))) return null;
  const settings: LabSettings = {
    recommenders: part('of', quickLab.recommenders, recommendersIn),
    split: part('split', quickLab.split, (text) => (isSplitKind(text) ? text : null)),
    k: part('k', quickLab.k, (text) => numberIn('k', text)),
    seed: part('seed', quickLab.seed, (text) => numberIn('seed', text)),
    newcomers: part('newcomers', 0, (text) => (text === '0' ? 0 : numberIn('newcomers', text))),
    contentGroups: part('by', quickLab.contentGroups, groupsIn),
  };
  return { settings, datasetId: query.get('data'), ignored };
}

/** The recommenders in the order of the catalog; null if one is unknown, because the run would be a different one. */
function recommendersIn(text: string): LabSettings['recommenders'] | null {
  const named = text.split(' ').filter((name) => name !== '');
  if (named.length === 0 || !named.every((id) => isRecommenderId(id))) return null;
  return recommenderIds.filter((id) => named.includes(id));
}

/** The groups of terms in their order; null if one is unknown. */
function groupsIn(text: string): LabSettings['contentGroups'] | null {
  const named = text.split(' ').filter((name) => name !== '');
  return areTermGroups(named) ? termGroups.map(({ id }) => id).filter((id) => named.includes(id)) : null;
}

function numberIn(name: 'k' | 'seed' | 'newcomers', text: string): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return isInBounds(name, value) ? value : null;
}
