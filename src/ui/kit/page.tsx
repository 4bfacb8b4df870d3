import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { cameBack, firstPage, pageShown } from './scroll-restoration.ts';
import { appName } from './texts.ts';
import './page.css';

/** Puts the title in the window; after a change of page goes to its top and focuses its heading. */
export function usePage(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === '' ? appName : `${title} · ${appName}`;
  }, [title]);
  useEffect(() => {
    if (!firstPage()) {
      if (!cameBack()) window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    pageShown();
  }, []);
  return heading;
}

/** A page with its heading at the top. */
export function Page(props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { title, lead, className = '', children } = props;
  const heading = usePage(title);
  return (
    <main id="content" className={`page ${className}`} tabIndex={-1}>
      <div className="page__head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <div className="page__lead">{lead}</div>}
      </div>
      {children}
    </main>
  );
}
