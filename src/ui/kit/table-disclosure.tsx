import type { ReactNode } from 'react';
import './table-disclosure.css';

/** A table that is opened on demand. It is as long as it is: a scrolling part would be out of reach of some keyboards. */
export function FoldedTable({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="fold">
      <summary>{title}</summary>
      <table className="numbers">{children}</table>
    </details>
  );
}
