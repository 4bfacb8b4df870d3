import { useSearchParams } from 'wouter';
import type { LeaveUserOutId, RankedUser, UserDetails, UserRanking } from '../../protocol/user-messages.ts';
import { formatErrorExactly } from '../kit/format.ts';
import { useQuery } from '../state/use-query.ts';
import { LaterRatings } from './later-ratings.tsx';
import { leaveUserOut, success as measures, user as texts } from './texts.ts';
import { UserTiles } from './user-tiles.tsx';

const CHOICES: readonly LeaveUserOutId[] = ['ease', 'ials', 'hybrid'];

/** What would have been recommended to a user, by a recommender that has not seen them, and what came true of it. */
export function UserList({ details }: { readonly details: UserDetails }) {
  const [params, setParams] = useSearchParams();
  const by = CHOICES.find((id) => id === params.get('by')) ?? 'ease';
  const { user, train, test, dated } = details;
  const { answer: ranking } = useQuery({ type: 'userRanking', user, by });
  const ranked = ranking?.state === 'ranked' ? ranking : null;
  return (
    <>
      <section className="user-section" aria-labelledby="user-list">
        <h2 id="user-list">{texts.list}</h2>
        <p className="muted">{texts.told(train.length, test.length, dated)}</p>
        <fieldset className="sort">
          <legend className="visually-hidden">{texts.by}</legend>
          {CHOICES.map((id) => (
            <button
              key={id}
              type="button"
              className="sort__choice"
              aria-pressed={by === id}
              onClick={() => setParams({ by: id }, { replace: true })}
            >
              {leaveUserOut[id].name}
            </button>
          ))}
        </fieldset>
        <p className="muted">{leaveUserOut[by].how}</p>
        {ranked === null ? (
          <Fitting by={by} ranking={ranking} />
        ) : (
          <Success ranked={ranked} later={test.length} />
        )}
        <UserTiles top={ranked?.top ?? null} />
      </section>
      {ranked !== null && test.length > 0 && <LaterRatings test={test} ranked={ranked} />}
    </>
  );
}

function Fitting(props: { readonly by: LeaveUserOutId; readonly ranking: UserRanking | null }) {
  const { by, ranking } = props;
  const share = ranking?.state === 'fitting' ? ranking.done / ranking.of : 0;
  const name = by === 'ease' ? texts.waiting : texts.fitting;
  return (
    <div className="user-fitting">
      <p>{name}</p>
      <div className="progress" role="progressbar" aria-label={name} aria-valuenow={Math.round(share * 100)}>
        <span
          className={share > 0 ? 'progress__done' : 'progress__done progress__done--unknown'}
          {...(share > 0 ? { style: { width: `${share * 100}%` } } : {})}
        />
      </div>
    </div>
  );
}

function Success({ ranked, later }: { readonly ranked: RankedUser; readonly later: number }) {
  const { success, seeming } = ranked;
  if (success === null) return <p>{later === 0 ? texts.noLater : texts.noLiked}</p>;
  return (
    <>
      <dl className="user-success">
        {(['ndcg', 'precision', 'recall'] as const).map((measure) => (
          <div key={measure}>
            <dt>
              <abbr title={measures[measure].hint}>{measures[measure].name}</abbr>
            </dt>
            <dd className="numbers">{formatErrorExactly(success[measure])}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        {texts.one}
        {seeming !== null && ` ${texts.seeming(seeming.ndcg)}`}
      </p>
    </>
  );
}
