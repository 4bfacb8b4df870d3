import type { ReactNode } from 'react';
import { outside as texts } from './texts.ts';

/** A link to another site in a new tab, which learns nothing of this one. */
export function OutsideAnchor(props: {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { href, className, children } = props;
  return (
    <a href={href} className={className} target="_blank" rel="noreferrer noopener">
      {children}
      <span className="visually-hidden"> {texts.newTab}</span>
    </a>
  );
}
