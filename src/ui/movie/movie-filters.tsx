import { useId } from 'react';
import type { ListSettings } from '../../protocol/list-settings.ts';
import { builtInGenres } from '../state/built-in-genres.ts';
import { useSelect } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { filters as texts } from './movie-texts.ts';
import './movie-filters.css';

/** The decades from the start of cinema to the present. */
const DECADES = Array.from({ length: 13 }, (_, n) => 1900 + 10 * n);
const KNOWN = [1, 10, 50, 100, 200];
/** More where ratings elsewhere count. */
const KNOWN_ELSEWHERE = [...KNOWN, 1000, 10_000];

export type Filters = Pick<ListSettings, 'genres' | 'from' | 'to' | 'minRatings'>;

/** Filters movies by genre, year and number of ratings. */
export function MovieFilters(props: {
  readonly filters: Filters;
  readonly change: (part: Partial<Filters>) => void;
  /** Whether the number of ratings counts those elsewhere. */
  readonly countsElsewhere?: boolean;
}) {
  const { filters, change, countsElsewhere = false } = props;
  const hint = useId();
  const { knownElsewhere } = useTexts(texts);
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
        <Recent filters={filters} change={change} />
        <Choice
          name={texts.from}
          value={filters.from}
          options={beginnings(filters.from)}
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
          describedBy={countsElsewhere ? hint : undefined}
          options={(countsElsewhere ? KNOWN_ELSEWHERE : KNOWN).map((n) => ({
            value: n,
            name: texts.people(n),
          }))}
          onChange={(n) => change({ minRatings: n ?? 0 })}
        />
      </div>
      {countsElsewhere && (
        <p id={hint} className="muted list-settings__hint">
          {knownElsewhere}
        </p>
      )}
    </>
  );
}

/** A button for the recent years of the data set; absent where it has none. */
function Recent({ filters, change }: Pick<Parameters<typeof MovieFilters>[0], 'filters' | 'change'>) {
  const since = useSelect((state) => state.app.dataset?.recentSince ?? null);
  if (since === null) return null;
  const isOn = filters.from === since && filters.to === null;
  return (
    <button
      type="button"
      className="list-settings__genre list-settings__recent"
      aria-pressed={isOn}
      onClick={() => change({ from: isOn ? null : since, to: null })}
    >
      {texts.recent(since)}
    </button>
  );
}

/** The decades, and the year that is set where no decade begins with it. */
function beginnings(from: number | null): { value: number; name: string }[] {
  const decades = DECADES.map((year) => ({ value: year, name: texts.decade(year) }));
  if (from === null || DECADES.includes(from)) return decades;
  return [...decades, { value: from, name: String(from) }].sort((a, b) => a.value - b.value);
}

/** Crossed bounds would match no movie, so this drops the bound that the person did not just set. */
function isBefore(to: number | null, from: number | null): boolean {
  return to !== null && from !== null && to < from;
}

function Choice(props: {
  readonly name: string;
  readonly none?: string;
  readonly value: number | null;
  readonly describedBy?: string | undefined;
  readonly options: readonly { readonly value: number; readonly name: string }[];
  readonly onChange: (value: number | null) => void;
}) {
  const id = useId();
  const { name, none = texts.anyYear, value, describedBy, options, onChange } = props;
  return (
    <div className="choice">
      <label htmlFor={id}>{name}</label>
      <select
        id={id}
        aria-describedby={describedBy}
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
