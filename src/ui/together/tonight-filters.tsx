import { useId, useState } from 'react';
import type { BrowseChoices } from '../../protocol/browse-messages.ts';
import type { TonightChoice } from '../../protocol/together-messages.ts';
import { Icon } from '../kit/icons.tsx';
import { useDebouncedCallback } from '../kit/use-debounced.ts';
import { CountryFilter, included, LanguageFilter, WithoutGenres } from '../movie/fact-filters.tsx';
import { MovieFilters } from '../movie/movie-filters.tsx';
import { SelectField } from '../movie/select-field.tsx';
import { useSelect } from '../state/store.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { lacking, tonight } from './texts.ts';

const MINUTES = { min: 30, max: 999 };
/** The list is computed again when typing pauses for so long. */
const TYPING_MS = 400;

type Change = (part: Partial<TonightChoice>) => void;

/** How many filters are on. @param part what of the choice counts; null for all of it */
export function countOn(
  choice: TonightChoice,
  part: ((choice: TonightChoice) => TonightChoice) | null,
): number {
  return minutesOn(part === null ? choice : part(choice)) + moreOn(part === null ? choice : part(choice));
}

function minutesOn({ filters: { shortest, longest } }: TonightChoice): number {
  return shortest !== null || longest !== null ? 1 : 0;
}

function moreOn({ filters }: TonightChoice): number {
  const { genres, without, from, to, minRatings, language, country } = filters;
  const single = [from !== null || to !== null, minRatings > 0, language !== null, country !== null];
  return genres.length + without.length + single.filter(Boolean).length;
}

/** What tonight's movie must be. */
export function TonightFilters(props: {
  readonly choice: TonightChoice;
  /** Null as long as it is not known what there is. */
  readonly choices: BrowseChoices | null;
  readonly isArriving: boolean;
  readonly isTogether: boolean;
  readonly change: Change;
}) {
  const { choice, choices, isArriving, isTogether, change } = props;
  const texts = useTexts(tonight);
  const words = useWords();
  const lacks = choices === null ? '' : lacking(choices, words);
  const { filters, hideSeen } = choice;
  const on = moreOn(choice);
  const set = (part: Partial<TonightChoice['filters']>) => change({ filters: { ...filters, ...part } });
  return (
    <section className="tonight__filters" aria-label={texts.more}>
      <div className="list-settings__selects">
        {choices?.hasRuntimes && (
          <Minutes value={filters.longest} onChange={(longest) => set({ shortest: null, longest })} />
        )}
        <FromList choice={choice} change={change} />
        <label className="tonight__switch">
          <input
            type="checkbox"
            checked={hideSeen}
            onChange={(event) => change({ hideSeen: event.target.checked })}
          />
          {isTogether ? texts.hideSeenTogether : texts.hideSeen}
        </label>
      </div>
      {choices !== null && <p className="muted">{isArriving && lacks !== '' ? texts.arriving : lacks}</p>}
      <details>
        <summary className="list-settings__summary">
          <Icon name="adjustments" />
          {texts.more}
          {on > 0 && <span className="list-settings__active">{texts.moreOn(on)}</span>}
        </summary>
        <div className="list-settings__body panel">
          <MovieFilters
            filters={filters}
            change={({ genres, ...part }) =>
              set({ ...part, ...(genres === undefined ? {} : included(filters, genres)) })
            }
          />
          <WithoutGenres filters={filters} change={set} />
          <div className="list-settings__selects">
            {choices !== null && choices.languages.length > 0 && (
              <LanguageFilter
                value={filters.language}
                languages={choices.languages}
                onChange={(language) => set({ language })}
              />
            )}
            {choices !== null && choices.countries.length > 0 && (
              <CountryFilter
                value={filters.country}
                countries={choices.countries}
                onChange={(country) => set({ country })}
              />
            )}
          </div>
        </div>
      </details>
    </section>
  );
}

/** The time that there is, to the minute: "95" is what people have. */
function Minutes(props: {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}) {
  const { value, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const fault = typed !== null && minutesOf(typed) === undefined;
  const settle = useDebouncedCallback((text: string) => {
    const minutes = minutesOf(text);
    if (minutes === undefined) return;
    setTyped(null);
    onChange(minutes);
  }, TYPING_MS);
  return (
    <div className="choice tonight__minutes">
      <label htmlFor={id}>{tonight.minutes}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={MINUTES.min}
        max={MINUTES.max}
        step={5}
        placeholder={tonight.anyLength}
        value={typed ?? value ?? ''}
        aria-invalid={fault}
        aria-describedby={`${id}-fault`}
        onChange={(event) => {
          setTyped(event.target.value);
          settle(event.target.value);
        }}
      />
      <p id={`${id}-fault`} className="form__fault">
        {fault ? tonight.minutesFault : ''}
      </p>
    </div>
  );
}

/** Null for any length; undefined for what is no length. */
function minutesOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= MINUTES.min && minutes <= MINUTES.max ? minutes : undefined;
}

/** One of the person's lists, as values of a select: '' is none of them. */
function FromList({ choice: { from }, change }: { readonly choice: TonightChoice; readonly change: Change }) {
  const texts = useTexts(tonight);
  const lists = useSelect((state) => state.person.namedLists);
  const value = from === null ? null : from.kind === 'watchlist' ? 'watchlist' : `list ${from.name}`;
  return (
    <SelectField
      label={texts.list}
      none={texts.everyMovie}
      value={value}
      options={[
        { value: 'watchlist', name: texts.watchlist },
        ...lists.map(({ name }) => ({ value: `list ${name}`, name: texts.named(name) })),
      ]}
      nameOf={() => (from?.kind === 'named' ? texts.named(from.name) : texts.watchlist)}
      onChange={(chosen) =>
        change({
          from:
            chosen === null
              ? null
              : chosen === 'watchlist'
                ? { kind: 'watchlist' }
                : { kind: 'named', name: chosen.slice('list '.length) },
        })
      }
    />
  );
}
