import { isInBounds, isSplitKind, type LabSettings, quickLab } from '../../protocol/lab-settings.ts';
import { isRecommenderId, recommenderIds } from '../../protocol/recommender-catalog.ts';

/** What an address asks of the Lab. */
interface Asked {
  readonly settings: LabSettings;
  /** The data set that the results were of; null where the address names none. */
  readonly datasetId: string | null;
  /** Parts that mean nothing here; the usual value stands in their place. */
  readonly ignored: readonly string[];
}

/** The query that repeats a run. @param present its other parts stay (the backend that is forced) */
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
  query.set('data', datasetId);
  return query;
}

/** Null for an address that asks nothing of the Lab. */
export function labAsked(query: URLSearchParams): Asked | null {
  const ignored: string[] = [];
  const part = <T>(name: string, usual: T, read: (text: string) => T | null): T => {
    const text = query.get(name);
    if (text === null) return usual;
    const value = read(text);
    if (value === null) ignored.push(`${name}=${text}`);
    return value ?? usual;
  };
  const names = ['of', 'split', 'k', 'seed', 'newcomers'];
  if (!names.some((name) => query.has(name))) return null;
  const settings: LabSettings = {
    recommenders: part('of', quickLab.recommenders, recommendersIn),
    split: part('split', quickLab.split, (text) => (isSplitKind(text) ? text : null)),
    k: part('k', quickLab.k, (text) => numberIn('k', text)),
    seed: part('seed', quickLab.seed, (text) => numberIn('seed', text)),
    newcomers: part('newcomers', 0, (text) => (text === '0' ? 0 : numberIn('newcomers', text))),
  };
  return { settings, datasetId: query.get('data'), ignored };
}

/** Known ones, in the order of the list; null where one is unknown: the run would be another. */
function recommendersIn(text: string): LabSettings['recommenders'] | null {
  const named = text.split(' ').filter((name) => name !== '');
  if (named.length === 0 || !named.every((id) => isRecommenderId(id))) return null;
  return recommenderIds.filter((id) => named.includes(id));
}

function numberIn(name: 'k' | 'seed' | 'newcomers', text: string): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return isInBounds(name, value) ? value : null;
}
