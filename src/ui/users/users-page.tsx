import { Link } from 'wouter';
import type { NotableUsers } from '../../protocol/user-messages.ts';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { notableKinds, users as texts, user as userTexts } from './texts.ts';
import { UserPicker } from './user-picker.tsx';
import './users.css';

const KINDS: readonly (keyof NotableUsers)[] = ['active', 'niche', 'generous', 'harsh'];

/** The page where the person chooses a user of the data set. */
export default function UsersPage() {
  const loading = useSelect((state) => state.app.loading);
  const name = useSelect((state) => state.app.dataset?.name ?? '');
  const words = useWords();
  const { answer: overview } = useQuery({ type: 'users' });
  return (
    <Page
      title={texts.title}
      lead={
        loading !== null ? (
          <LoadingProgress loading={loading} />
        ) : overview !== null ? (
          <p>{texts.lead(overview.users, name)}</p>
        ) : undefined
      }
    >
      {overview !== null && (
        <>
          <UserPicker users={overview.users} current={null} />
          <h2>{texts.notable}</h2>
          <div className="notable">
            {KINDS.map((kind) => (
              <section key={kind} className="panel" aria-labelledby={`notable-${kind}`}>
                <h3 id={`notable-${kind}`}>{notableKinds[kind].name(words)}</h3>
                <ul>
                  {overview.notable[kind].map(({ user, value }) => (
                    <li key={user}>
                      <Link href={paths.user(user)}>{userTexts.title(user)}</Link>
                      <span className="muted numbers">{notableKinds[kind].value(value, words)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </>
      )}
    </Page>
  );
}
