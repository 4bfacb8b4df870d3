import { Link } from 'wouter';
import { LoadingProgress } from '../app/loading-progress.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/routes.ts';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { user as texts } from './texts.ts';
import { UserFacts } from './user-facts.tsx';
import { UserHistory } from './user-history.tsx';
import { UserPicker } from './user-picker.tsx';
import { UserRecommendations } from './user-recommendations.tsx';
import '../my-movies/ratings.css';
import './users.css';

/** The page as a user of the data set would see it, and what came true. Only looked at: nothing of it is kept. */
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
