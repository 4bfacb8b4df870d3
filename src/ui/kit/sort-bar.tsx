import { SegmentedControl } from './segmented-control.tsx';
import { kit as texts } from './texts.ts';
import './sort-bar.css';

/** Above a list: by what the list is sorted. */
export function SortBar<Id extends string>(props: {
  readonly orders: readonly { readonly id: Id; readonly name: string }[];
  readonly order: Id;
  readonly onChange: (order: Id) => void;
}) {
  const { orders, order, onChange } = props;
  return (
    <div className="sort-bar">
      <SegmentedControl label={texts.sortBy} options={orders} value={order} onChange={onChange} />
    </div>
  );
}
