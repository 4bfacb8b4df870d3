import { useSearchParams } from 'wouter';
import type { LeaveUserOutId, RankedUser, UserDetails, UserRanking } from '../../protocol/user-messages.ts';
import { formatErrorExactly } from '../kit/format.ts';
import { ProgressBar } from '../kit/progress-bar.tsx';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { LaterRatings } from './later-ratings.tsx';
import { leaveUserOut, success as measuresOf, user as texts } from './texts.ts';
import { UserTiles } from './user-tiles.tsx';

const CHOICES: readonly LeaveUserOutId[] = ['ease', 'ials', 'hybrid'];

/** The list for a user from a recommender that has not seen them, and how well it matches their later ratings. */
export function UserRecommendations({ details }: { readonly details: UserDetails }) {
  const [params, setParams] = useSearchParams();
  const by = CHOICES.find((id) => id === params.get('by')) ?? 'ease';
  const { user, train, test, dated } = details;
  const { answer: ranking } = useQuery({ type: 'userRanking', user, by });
  const ranked = ranking?.state === 'ranked' ? ranking : null;
  return (
    <>
      <section className="user-section" aria-labelledby="user-list">
        <h2 id="user-list">{texts.list}</h2>
        <p className="muted">{texts.basis(train.length, test.length, dated)}</p>
        <SegmentedControl
          label={texts.by}
          options={CHOICES.map((id) => ({ id, name: leaveUserOut[id].name }))}
          value={by}
          onChange={(id) => setParams({ by: id }, { replace: true })}
        />
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
      <ProgressBar text={name} part={share > 0 ? share : null} />
    </div>
  );
}

function Success({ ranked, later }: { readonly ranked: RankedUser; readonly later: number }) {
  const words = useWords();
  const { success, seeming } = ranked;
  if (success === null) return <p>{later === 0 ? texts.noLater : texts.noLiked(words)}</p>;
  const measures = measuresOf(words);
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
