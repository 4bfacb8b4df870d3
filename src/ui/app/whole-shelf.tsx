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
  const { stage, problem } = arriving;
  const lacksRatings = stage === 'ratings';
  return (
    <Page title={texts.title} lead={<p>{lacksRatings ? texts.needsRatings : texts.needsAll}</p>}>
      <div className="loading">
        {problem === null && (
          <>
            <ShelfBar arriving={arriving} />
            <p className="muted numbers">{texts.arriving(arriving)}</p>
          </>
        )}
        <Link className="button" href={paths.forYou}>
          {lacksRatings ? texts.meanwhileList : texts.meanwhile}
        </Link>
      </div>
    </Page>
  );
}
