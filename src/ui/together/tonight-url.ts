import { noBrowseFilters } from '../../protocol/browse-messages.ts';
import type { TonightChoice } from '../../protocol/together-messages.ts';
import { addFilters, filtersFrom, setParam, wholeFrom } from '../movie/filter-address.ts';

/** Reads the choice from the address and ignores every value that is not valid. */
export function choiceFrom(params: URLSearchParams): TonightChoice {
  const list = params.get('list');
  const least = wholeFrom(params.get('least')) ?? 0;
  return {
    filters: { ...noBrowseFilters, ...filtersFrom(params) },
    from:
      params.get('only') === 'watchlist'
        ? { kind: 'watchlist' }
        : list === null || list === ''
          ? null
          : { kind: 'named', name: list },
    hideSeen: params.get('seen') !== 'shown',
    misery: least <= 100 ? least / 100 : 0,
  };
}

/** Returns the address parameters that differ from the defaults. */
export function addressOf({ filters, from, hideSeen, misery }: TonightChoice): URLSearchParams {
  const params = new URLSearchParams();
  addFilters(params, filters);
  setParam(params, 'only', from?.kind === 'watchlist' ? 'watchlist' : null);
  setParam(params, 'list', from?.kind === 'named' ? from.name : null);
  setParam(params, 'seen', hideSeen ? null : 'shown');
  setParam(params, 'least', misery === 0 ? null : Math.round(100 * misery));
  return params;
}
