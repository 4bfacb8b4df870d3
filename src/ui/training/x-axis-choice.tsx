import { SegmentedControl } from '../kit/segmented-control.tsx';
import type { Against } from './chart-data.ts';
import { training as texts } from './texts.ts';

const CHOICES: readonly { readonly id: Against; readonly name: string }[] = [
  { id: 'epochs', name: texts.againstEpochs },
  { id: 'seconds', name: texts.againstSeconds },
];

/** Chooses the x axis: epochs compare the learning; time compares algorithms, whose epochs differ in cost. */
export function XAxisChoice(props: {
  readonly against: Against;
  readonly onChange: (against: Against) => void;
}) {
  const { against, onChange } = props;
  return (
    <SegmentedControl
      label={texts.against}
      isLabelShown
      size="small"
      options={CHOICES}
      value={against}
      onChange={onChange}
    />
  );
}
