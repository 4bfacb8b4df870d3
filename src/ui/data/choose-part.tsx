import type { ImportReport } from '../../protocol/dataset-messages.ts';
import { Choice } from '../kit/choice.tsx';
import { type DevicePart, deviceMemory, ratingsThatFit } from './device-parts.ts';
import { partTexts as texts } from './part-texts.ts';

/** Asks how much of a large data set to use, and says what each choice costs. */
export function ChoosePart(props: {
  readonly report: ImportReport;
  readonly parts: readonly DevicePart[];
  readonly chosen: DevicePart;
  readonly onChoose: (part: DevicePart) => void;
}) {
  const { report, parts, chosen, onChoose } = props;
  const memory = deviceMemory();
  const fits = ratingsThatFit(memory);
  return (
    <fieldset className="choose-part">
      <legend>{texts.title}</legend>
      <p>{report.ratings <= fits ? texts.large : texts.tooLarge(memory, fits)}</p>
      {parts.map((part) => (
        <Choice
          key={part.kind}
          group="part-of-dataset"
          label={texts.label(part, report)}
          help={texts.help(part, report.ratings <= fits)}
          checked={part.kind === chosen.kind}
          onChange={() => onChoose(part)}
        />
      ))}
      <p className="muted">{texts.measured}</p>
    </fieldset>
  );
}
