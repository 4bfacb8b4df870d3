import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import type { LeaveUserOutId } from '../../protocol/user-messages.ts';
import { formatErrorExactly } from '../kit/format.ts';
import { ProgressBar } from '../kit/progress-bar.tsx';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { LaterRatings } from './later-ratings.tsx';
import { leaveUserOut, success as measures, user as texts } from './texts.ts';
import { UserTiles } from './user-tiles.tsx';
import type { OpenedUser, RankedUser } from './users-state.ts';

const CHOICES: readonly LeaveUserOutId[] = ['ease', 'ials', 'hybrid'];

/** What would have been recommended to a user, by a recommender that has not seen them, and what came true of it. */
export function UserRecommendations({ opened }: { readonly opened: OpenedUser }) {
  const store = useStore();
  const [params, setParams] = useSearchParams();
  const by = CHOICES.find((id) => id === params.get('by')) ?? 'ease';
  const ranked = useSelect((state) => (state.users.ranked?.by === by ? state.users.ranked : null));
  const list = useSelect((state) => state.recommended);
  const { user, earlier, later, dated } = opened;
  // The list of the person is told anew once EASE is fitted: then it is worth asking again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list asks anew
  useEffect(() => {
    if (ranked === null) store.send({ type: 'rankUser', user, by });
  }, [store, user, by, list, ranked === null]);
  return (
    <>
      <section className="user-section" aria-labelledby="user-list">
        <h2 id="user-list">{texts.list}</h2>
        <p className="muted">{texts.told(earlier.length, later.length, dated)}</p>
        <SegmentedControl
          label={texts.by}
          options={CHOICES.map((id) => ({ id, name: leaveUserOut[id].name }))}
          value={by}
          onChange={(id) => setParams({ by: id }, { replace: true })}
        />
        <p className="muted">{leaveUserOut[by].how}</p>
        {ranked === null ? <Fitting by={by} /> : <Success ranked={ranked} later={later.length} />}
        <UserTiles top={ranked?.top ?? null} />
      </section>
      {ranked !== null && later.length > 0 && <LaterRatings later={later} ranked={ranked} />}
    </>
  );
}

function Fitting({ by }: { readonly by: LeaveUserOutId }) {
  const fitting = useSelect((state) => state.users.fitting);
  const share = fitting === null ? 0 : fitting.done / fitting.of;
  const name = by === 'ease' ? texts.waiting : texts.fitting;
  return (
    <div className="user-fitting">
      <p>{name}</p>
      <ProgressBar text={name} part={share > 0 ? share : null} />
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
