import { formatErrorExactly } from '../kit/format.ts';
import { TableDisclosure } from '../kit/table-disclosure.tsx';
import { detail as texts } from './run-texts.ts';
import type { Curve } from './training-state.ts';

/** The numbers of the curve, for people who cannot see it or who prefer numbers. */
export function TrainingTable({ curve: { run, points } }: { readonly curve: Curve }) {
  if (points.length === 0) return null;
  const draws = run.settings.algorithm === 'bayes';
  return (
    <TableDisclosure title={texts.table}>
      <thead>
        <tr>
          <th scope="col">{texts.epoch}</th>
          <th scope="col">{texts.trainRmse}</th>
          <th scope="col">{draws ? texts.meanRmse : texts.validationRmse}</th>
          {draws && <th scope="col">{texts.drawRmse}</th>}
          {draws && <th scope="col">{texts.noiseColumn}</th>}
          <th scope="col">{texts.time}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.epoch}>
            <th scope="row">{point.epoch}</th>
            <td>{error(point.trainRmse)}</td>
            <td>{error(point.validationRmse)}</td>
            {draws && <td>{error(point.drawRmse)}</td>}
            {draws && <td>{error(point.noise)}</td>}
            <td>{Math.round(point.epochMs)}</td>
          </tr>
        ))}
      </tbody>
    </TableDisclosure>
  );
}

const error = (stars: number | null): string => (stars === null ? '–' : formatErrorExactly(stars));
