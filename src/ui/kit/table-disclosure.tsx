import type { ReactNode } from 'react';
import { Disclosure } from './disclosure.tsx';
import './disclosure.css';

/**
 * A table behind a line that opens it. The table is as high as its rows and never scrolls by itself: some keyboards
 * could not reach a part that scrolls.
 */
export function TableDisclosure(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Disclosure title={props.title}>
      <table className="table-disclosure numbers">{props.children}</table>
    </Disclosure>
  );
}
