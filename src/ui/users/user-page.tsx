import { useEffect } from 'react';
import { Link } from 'wouter';
import { LoadingProgress } from '../app/loading-progress.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/routes.ts';
import { useSelect, useStore } from '../state/store.ts';
import { user as texts } from './texts.ts';
import { UserFacts } from './user-facts.tsx';
import { UserHistory } from './user-history.tsx';
import { UserPicker } from './user-picker.tsx';
import { UserRecommendations } from './user-recommendations.tsx';
import '../my-movies/ratings.css';
import './users.css';

/** The page as a user of the data set would see it, and what came true. Only looked at: nothing of it is kept. */
export default function UserPage({ user }: { readonly user: number }) {
  const store = useStore();
  const openings = useSelect((state) => state.openings);
  const loading = useSelect((state) => state.loading);
  const name = useSelect((state) => state.dataset?.name ?? '');
  const opened = useSelect((state) => (state.users.opened?.user === user ? state.users.opened : null));
  const missing = useSelect((state) => state.users.missing);
  useEffect(() => {
    if (openings > 0) store.send({ type: 'openUser', user });
  }, [store, openings, user]);

  // What is no number comes back as none.
  if (missing !== null && (missing.user === user || Number.isNaN(user))) {
    return (
      <Page title={texts.missing} lead={<p>{texts.missingText(missing.users)}</p>}>
        <UserPicker users={missing.users} current={null} />
      </Page>
    );
  }
  return (
    <Page
      title={Number.isInteger(user) ? texts.title(user) : texts.missing}
      lead={loading === null ? undefined : <LoadingProgress loading={loading} />}
    >
      {opened !== null && (
        <>
          <div className="looking" role="note">
            <p>{texts.banner(user, opened.users, name)}</p>
            <Link className="button" href={paths.forYou}>
              {texts.back}
            </Link>
          </div>
          <UserPicker users={opened.users} current={user} />
          <UserFacts opened={opened} />
          <UserRecommendations opened={opened} />
          <UserHistory ratings={opened.earlier} />
        </>
      )}
    </Page>
  );
}
