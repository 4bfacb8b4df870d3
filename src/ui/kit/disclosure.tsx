import { type ReactNode, useState } from 'react';
import './disclosure.css';

/** A line that opens and closes what is below it. */
export function Disclosure(props: {
  readonly title: string;
  /** Whether the content is made when it is opened for the first time, and not before. */
  readonly isLazy?: boolean;
  readonly children: ReactNode;
}) {
  const { title, isLazy = false, children } = props;
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details className="disclosure" onToggle={isLazy ? () => setWasOpened(true) : undefined}>
      <summary>{title}</summary>
      {(!isLazy || wasOpened) && children}
    </details>
  );
}
