import type { ReactNode } from 'react';
import './disclosure.css';

/** A line that opens and closes what is below it. */
export function Disclosure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="disclosure">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
