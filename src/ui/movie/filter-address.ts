import { type BrowseFilters, noBrowseFilters } from '../../protocol/browse-messages.ts';

/** The filters of an address that every list of movies shares. */
export type AddressFilters = Omit<BrowseFilters, 'person' | 'role' | 'minWorld'>;

/** Reads the filters and ignores every value that is not valid. */
export function filtersFrom(params: URLSearchParams): AddressFilters {
  const genres = [...new Set(params.getAll('genre'))];
  return {
    genres,
    without: [...new Set(params.getAll('without'))].filter((genre) => !genres.includes(genre)),
    from: wholeFrom(params.get('from')),
    to: wholeFrom(params.get('to')),
    minRatings: wholeFrom(params.get('min')) ?? noBrowseFilters.minRatings,
    ...minutesFrom(params.get('runtime')),
    language: codeFrom(params.get('language')),
    country: codeFrom(params.get('country')),
  };
}

/** Adds the filters that differ from the defaults. */
export function addFilters(params: URLSearchParams, filters: AddressFilters): void {
  const { genres, without, from, to, minRatings, shortest, longest, language, country } = filters;
  for (const genre of genres) params.append('genre', genre);
  for (const genre of without) params.append('without', genre);
  setParam(params, 'from', from);
  setParam(params, 'to', to);
  const hasMinutes = shortest !== null || longest !== null;
  setParam(params, 'runtime', hasMinutes ? `${shortest ?? ''}-${longest ?? ''}` : null);
  setParam(params, 'language', language);
  setParam(params, 'country', country);
  setParam(params, 'min', minRatings === noBrowseFilters.minRatings ? null : minRatings);
}

/** Sets a parameter; null and '' stand for none. */
export function setParam(params: URLSearchParams, name: string, value: string | number | null): void {
  if (value !== null && value !== '') params.set(name, String(value));
}

/** A whole number of up to six digits; null for anything else. */
export function wholeFrom(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** "90-120", or one side of it. Crossed bounds would match no movie and are ignored. */
function minutesFrom(text: string | null): Pick<BrowseFilters, 'shortest' | 'longest'> {
  const [, low = '', high = ''] = /^(\d{0,4})-(\d{0,4})$/.exec(text ?? '') ?? [];
  const shortest = low === '' ? null : Number(low);
  const longest = high === '' ? null : Number(high);
  const isCrossed = shortest !== null && longest !== null && shortest > longest;
  return isCrossed ? { shortest: null, longest: null } : { shortest, longest };
}

/** Codes of languages and countries are two or three letters. */
function codeFrom(text: string | null): string | null {
  return text !== null && /^[a-z]{2,3}$/i.test(text) ? text : null;
}
