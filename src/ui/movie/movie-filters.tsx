import { useId } from 'react';
import type { ListSettings } from '../../protocol/list-settings.ts';
import { builtInGenres } from '../state/built-in-genres.ts';
import { useSelect } from '../state/store.ts';
import { filters as texts } from './filter-texts.ts';
import './movie-filters.css';

/** The decades from the start of cinema to the present. */
const DECADES = Array.from({ length: 13 }, (_, n) => 1900 + 10 * n);
const KNOWN = [0, 1, 10, 50, 100, 200];

export type Filters = Pick<ListSettings, 'genres' | 'from' | 'to' | 'minRatings'>;

/** Filters movies by genre, year and number of ratings. */
export function MovieFilters(props: {
  readonly filters: Filters;
  readonly change: (part: Partial<Filters>) => void;
}) {
  const { filters, change } = props;
  const dataset = useSelect((state) => state.app.dataset);
  const genres = dataset?.genres.map(({ name }) => name) ?? builtInGenres;
  const toggle = (genre: string) =>
    change({
      genres: filters.genres.includes(genre)
        ? filters.genres.filter((other) => other !== genre)
        : [...filters.genres, genre],
    });
  return (
    <>
      <fieldset className="list-settings__genres">
        <legend>{texts.genres}</legend>
        {genres.map((genre) => (
          <button
            key={genre}
            type="button"
            className="list-settings__genre"
            aria-pressed={filters.genres.includes(genre)}
            onClick={() => toggle(genre)}
          >
            {genre}
          </button>
        ))}
      </fieldset>
      <div className="list-settings__selects">
        <Choice
          name={texts.from}
          value={filters.from}
          options={DECADES.map((year) => ({ value: year, name: texts.decade(year) }))}
          onChange={(from) => change({ from, ...(isBefore(filters.to, from) ? { to: null } : {}) })}
        />
        <Choice
          name={texts.to}
          value={filters.to === null ? null : filters.to - 9}
          options={DECADES.map((year) => ({ value: year, name: texts.decade(year) }))}
          onChange={(decade) => {
            const to = decade === null ? null : decade + 9;
            change({ to, ...(isBefore(to, filters.from) ? { from: null } : {}) });
          }}
        />
        <Choice
          name={texts.known}
          none={texts.anyKnown}
          value={filters.minRatings === 0 ? null : filters.minRatings}
          options={KNOWN.slice(1).map((n) => ({ value: n, name: texts.people(n) }))}
          onChange={(n) => change({ minRatings: n ?? 0 })}
        />
      </div>
    </>
  );
}

/** Crossed bounds would match no movie, so this drops the bound that the person did not just set. */
function isBefore(to: number | null, from: number | null): boolean {
  return to !== null && from !== null && to < from;
}

function Choice(props: {
  readonly name: string;
  readonly none?: string;
  readonly value: number | null;
  readonly options: readonly { readonly value: number; readonly name: string }[];
  readonly onChange: (value: number | null) => void;
}) {
  const id = useId();
  const { name, none = texts.anyYear, value, options, onChange } = props;
  return (
    <div className="choice">
      <label htmlFor={id}>{name}</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
