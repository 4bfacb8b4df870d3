import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Page } from '../kit/page.tsx';
import { shelfToCome } from '../state/app-state.ts';
import { useSelect } from '../state/store.ts';
import { paths } from './routes.ts';
import { ShelfBar } from './shelf-line.tsx';
import { shelf as texts } from './texts.ts';

/** A page that is about all movies: until they are here it says so in its place. */
export function WholeShelf({ children }: { readonly children: ReactNode }) {
  const arriving = useSelect(shelfToCome);
  if (arriving === null) return children;
  const { done, total, problem } = arriving;
  return (
    <Page title={texts.title} lead={<p>{texts.needsAll}</p>}>
      <div className="loading">
        {problem === null && (
          <>
            <ShelfBar arriving={arriving} />
            <p className="muted numbers">{texts.arriving(done, total)}</p>
          </>
        )}
        <Link className="button" href={paths.forYou}>
          {texts.meanwhile}
        </Link>
      </div>
    </Page>
  );
}
