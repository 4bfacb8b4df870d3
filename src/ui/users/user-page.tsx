import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { user as texts } from './texts.ts';
import { UserFacts } from './user-facts.tsx';
import { UserHistory } from './user-history.tsx';
import { UserPicker } from './user-picker.tsx';
import { UserRecommendations } from './user-recommendations.tsx';
import './users.css';

/**
 * The page as a user of the data set would see it, with the ratings that they gave later. The app stores nothing of
 * it.
 */
export default function UserPage({ user }: { readonly user: number }) {
  const loading = useSelect((state) => state.app.loading);
  const name = useSelect((state) => state.app.dataset?.name ?? '');
  const { answer } = useQuery({ type: 'user', user });
  if (answer !== null && 'missing' in answer) {
    return (
      <Page title={texts.missing} lead={<p>{texts.missingText(answer.users)}</p>}>
        <UserPicker users={answer.users} current={null} />
      </Page>
    );
  }
  return (
    <Page
      title={Number.isInteger(user) ? texts.title(user) : texts.missing}
      lead={loading === null ? undefined : <LoadingProgress loading={loading} />}
    >
      {answer !== null && (
        <>
          <div className="looking" role="note">
            <p>{texts.banner(user, answer.users, name)}</p>
            <Link className="button" href={paths.forYou}>
              {texts.back}
            </Link>
          </div>
          <UserPicker users={answer.users} current={user} />
          <UserFacts details={answer} />
          <UserRecommendations details={answer} />
          <UserHistory ratings={answer.train} />
        </>
      )}
    </Page>
  );
}
