import type { BrowseChoices } from '../../protocol/browse-messages.ts';
import { formatMinutes } from '../kit/format.ts';
import { Icon } from '../kit/icons.tsx';
import { CountryFilter, included, LanguageFilter, WithoutGenres } from '../movie/fact-filters.tsx';
import { MovieFilters } from '../movie/movie-filters.tsx';
import { SelectField } from '../movie/select-field.tsx';
import { isArriving as isArrivingState } from '../state/app-state.ts';
import { useSelect } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import type { Exploring } from './explore-url.ts';
import { moreFilters, explore as texts } from './texts.ts';

const SHORTEST = [60, 90, 120, 150];
const LONGEST = [60, 90, 100, 120, 150, 180];
const WORLD = [10, 100, 1000, 10_000, 50_000];

type Change = (part: Partial<Exploring>) => void;

/** All filters, behind a line that opens and closes them. */
export function ExploreFilters(props: {
  readonly exploring: Exploring;
  /** Null as long as it is not known what there is. */
  readonly choices: BrowseChoices | null;
  /** How many filters are on. */
  readonly active: number;
  readonly change: Change;
}) {
  const { exploring, choices, active, change } = props;
  return (
    <details className="explore__filters">
      <summary className="list-settings__summary">
        <Icon name="adjustments" />
        {texts.filters}
        {active > 0 && <span className="list-settings__active">{texts.active(active)}</span>}
      </summary>
      <div className="list-settings__body panel">
        <MovieFilters
          filters={exploring}
          change={({ genres, ...part }) =>
            change({ ...part, ...(genres === undefined ? {} : included(exploring, genres)) })
          }
        />
        <div className="list-settings__selects">
          {choices?.hasDetails && <DetailFilters exploring={exploring} choices={choices} change={change} />}
          {choices?.hasWorld && (
            <SelectField
              label={moreFilters.world}
              none={moreFilters.anyWorld}
              value={exploring.minWorld === 0 ? null : exploring.minWorld}
              options={WORLD.map((value) => ({ value, name: moreFilters.people(value) }))}
              nameOf={moreFilters.people}
              onChange={(minWorld) => change({ minWorld: minWorld ?? 0 })}
            />
          )}
        </div>
        {choices !== null && !choices.hasDetails && <NoDetails />}
        <WithoutGenres filters={exploring} change={change} />
        <label className="explore__hide">
          <input
            type="checkbox"
            checked={exploring.hideKnown}
            onChange={(event) => change({ hideKnown: event.target.checked })}
          />
          {texts.hideKnown}
        </label>
      </div>
    </details>
  );
}

function DetailFilters(props: {
  readonly exploring: Exploring;
  readonly choices: BrowseChoices;
  readonly change: Change;
}) {
  const { exploring, choices, change } = props;
  const { shortest, longest, language, country } = exploring;
  const minutes = (values: readonly number[]) =>
    values.map((value) => ({ value, name: formatMinutes(value) }));
  return (
    <>
      <SelectField
        label={moreFilters.shortest}
        none={moreFilters.anyLength}
        value={shortest}
        options={minutes(SHORTEST)}
        nameOf={formatMinutes}
        onChange={(least) =>
          change({ shortest: least, ...(isAbove(least, longest) ? { longest: null } : {}) })
        }
      />
      <SelectField
        label={moreFilters.longest}
        none={moreFilters.anyLength}
        value={longest}
        options={minutes(LONGEST)}
        nameOf={formatMinutes}
        onChange={(most) => change({ longest: most, ...(isAbove(shortest, most) ? { shortest: null } : {}) })}
      />
      <LanguageFilter
        value={language}
        languages={choices.languages}
        onChange={(code) => change({ language: code })}
      />
      <CountryFilter
        value={country}
        countries={choices.countries}
        onChange={(code) => change({ country: code })}
      />
    </>
  );
}

/** Crossed bounds would match no movie. */
function isAbove(least: number | null, most: number | null): boolean {
  return least !== null && most !== null && least > most;
}

function NoDetails() {
  const { arriving, absent } = useTexts(texts);
  const isArriving = useSelect(isArrivingState);
  return <p className="muted">{isArriving ? arriving : absent}</p>;
}
