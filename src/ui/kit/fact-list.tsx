import type { ReactNode } from 'react';
import './fact-list.css';

interface Fact {
  readonly key: string;
  readonly label: ReactNode;
  /** Undefined while it is not known: a dash keeps the place. */
  readonly value: ReactNode | undefined;
}

/** A few figures side by side, each large with its name below. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="fact-list">
      {facts.map(({ key, label, value }) => (
        <div key={key} className="fact-list__fact">
          <dt>{label}</dt>
          <dd className="numbers">{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
