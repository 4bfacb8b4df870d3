import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { BrowseChoices } from '../../protocol/browse-messages.ts';
import type { TonightChoice } from '../../protocol/together-messages.ts';
import { Page } from '../kit/page.tsx';
import { isArriving as isArrivingState } from '../state/app-state.ts';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { Dice } from './dice.tsx';
import { People } from './people.tsx';
import { RuleSlider } from './rule-slider.tsx';
import { tonight } from './texts.ts';
import { TonightCards } from './tonight-cards.tsx';
import { countOn, TonightFilters } from './tonight-filters.tsx';
import { addressOf, choiceFrom } from './tonight-url.ts';
import './together.css';

/** The page with movies for tonight: what they must be, who is watching, and a list of ten. */
export default function TonightPage() {
  const texts = useTexts(tonight);
  const words = useWords();
  const [params, setParams] = useSearchParams();
  const choice = useMemo(() => choiceFrom(params), [params]);
  const change = (part: Partial<TonightChoice>) =>
    setParams(addressOf({ ...choice, ...part }), { replace: true });
  const { answer: choices } = useQuery({ type: 'browseChoices' });
  const { answer: group } = useQuery({ type: 'guests' });
  const loading = useSelect((state) => state.app.loading);
  const isArriving = useSelect(isArrivingState);
  const guests = group?.guests.filter(({ isHere }) => isHere) ?? [];
  const isTogether = guests.length > 0;
  // A filter whose facts are on the way must not show movies that it would leave out.
  const waits = choices === null || (isArriving && countOn(choice, known(choices)) < countOn(choice, null));
  const asked =
    choices === null ? null : { ...known(choices)(choice), misery: isTogether ? choice.misery : 0 };
  const { answer } = useQuery(waits || asked === null ? null : { type: 'tonight', ...asked });
  const clear = () => setParams(new URLSearchParams(), { replace: true });
  return (
    <Page
      title={texts.title}
      className="tonight"
      lead={loading === null ? <p>{texts.lead}</p> : <LoadingProgress loading={loading} />}
    >
      <People group={group} />
      <TonightFilters
        choice={choice}
        choices={choices}
        isArriving={isArriving}
        isTogether={isTogether}
        change={change}
      />
      {isTogether && <RuleSlider misery={choice.misery} onChange={(misery) => change({ misery })} />}
      {asked !== null && answer !== null && (
        <Dice
          key={JSON.stringify([asked, guests.map(({ id }) => id)])}
          choice={asked}
          isTogether={isTogether}
          canDraw={answer.canDraw}
        />
      )}
      <p role="status" className="muted numbers tonight__count">
        {answer === null ? (waits && isArriving ? texts.arriving : '') : texts.passing(answer.passing, words)}
      </p>
      {answer?.cards.length === 0 ? (
        <Nothing clear={clear} />
      ) : (
        <TonightCards cards={answer?.cards ?? null} isTogether={isTogether} />
      )}
    </Page>
  );
}

function Nothing({ clear }: { readonly clear: () => void }) {
  const texts = useTexts(tonight);
  return (
    <div className="empty">
      <p>
        {texts.none}
        <br />
        <span className="muted">{texts.noneHint}</span>
      </p>
      <button type="button" className="button" onClick={clear}>
        {texts.clear}
      </button>
    </div>
  );
}

/** The choice without filters of which the data set knows nothing: they are not on the page either. */
function known({ hasRuntimes, languages, countries }: BrowseChoices) {
  return (choice: TonightChoice): TonightChoice => {
    const { shortest, longest, language, country } = choice.filters;
    return {
      ...choice,
      filters: {
        ...choice.filters,
        shortest: hasRuntimes ? shortest : null,
        longest: hasRuntimes ? longest : null,
        language: languages.length > 0 ? language : null,
        country: countries.length > 0 ? country : null,
      },
    };
  };
}
