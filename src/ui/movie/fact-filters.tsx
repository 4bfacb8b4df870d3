import type { BrowseFilters, CodeCount } from '../../protocol/browse-messages.ts';
import { countryName, languageName } from '../facts/code-names.ts';
import { builtInGenres } from '../state/built-in-genres.ts';
import { useSelect } from '../state/store.ts';
import { factFilters as texts } from './movie-texts.ts';
import { SelectField } from './select-field.tsx';
import './fact-filters.css';

/** Rarer languages and countries would make the lists endless; a link can still name one. */
const RAREST = 5;

type GenreFilters = Pick<BrowseFilters, 'genres' | 'without'>;

/** A genre is either looked for or left out: what changes when other genres are looked for. */
export function included(
  { without }: GenreFilters,
  genres: readonly string[],
): Pick<BrowseFilters, 'genres' | 'without'> {
  return { genres, without: without.filter((genre) => !genres.includes(genre)) };
}

/** Genres to leave out. */
export function WithoutGenres(props: {
  readonly filters: GenreFilters;
  readonly change: (part: Partial<GenreFilters>) => void;
}) {
  const { filters, change } = props;
  const dataset = useSelect((state) => state.app.dataset);
  const genres = dataset?.genres.map(({ name }) => name) ?? builtInGenres;
  const { without } = filters;
  const toggle = (genre: string) =>
    change(
      without.includes(genre)
        ? { without: without.filter((other) => other !== genre) }
        : { without: [...without, genre], genres: filters.genres.filter((other) => other !== genre) },
    );
  return (
    <fieldset className="list-settings__genres">
      <legend>{texts.without}</legend>
      {genres.map((genre) => (
        <button
          key={genre}
          type="button"
          className="list-settings__genre without-genre"
          aria-pressed={without.includes(genre)}
          onClick={() => toggle(genre)}
        >
          {genre}
        </button>
      ))}
    </fieldset>
  );
}

/** Original language. @param props.languages the most frequent first */
export function LanguageFilter(props: {
  readonly value: string | null;
  readonly languages: readonly CodeCount[];
  readonly onChange: (code: string | null) => void;
}) {
  const { value, languages, onChange } = props;
  return (
    <SelectField
      label={texts.language}
      none={texts.anyLanguage}
      value={value}
      options={named(languages, languageName)}
      nameOf={(code) => languageName(code) ?? code}
      onChange={onChange}
    />
  );
}

/** One of the countries. @param props.countries the most frequent first */
export function CountryFilter(props: {
  readonly value: string | null;
  readonly countries: readonly CodeCount[];
  readonly onChange: (code: string | null) => void;
}) {
  const { value, countries, onChange } = props;
  return (
    <SelectField
      label={texts.country}
      none={texts.anyCountry}
      value={value}
      options={named(countries, countryName)}
      nameOf={(code) => countryName(code) ?? code}
      onChange={onChange}
    />
  );
}

function named(codes: readonly CodeCount[], nameOf: (code: string) => string | null) {
  return codes.flatMap(({ code, movies }) => {
    const name = nameOf(code);
    if (name === null || movies < RAREST) return [];
    return [{ value: code, name: texts.option(name, movies) }];
  });
}
