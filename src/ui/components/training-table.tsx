import { formatErrorExactly } from '../format.ts';
import { training as texts } from '../texts-training.ts';
import type { TrainingState } from '../training-state.ts';

/** The numbers behind the curve, for who cannot see it and for who wants them. */
export function TrainingTable({ training }: { readonly training: TrainingState }) {
  const points = training.current?.points ?? [];
  if (points.length === 0) return null;
  return (
    <details className="training__table">
      <summary>{texts.table}</summary>
      <div className="training__scroll">
        <table className="numbers">
          <thead>
            <tr>
              <th scope="col">{texts.epoch}</th>
              <th scope="col">{texts.trainRmse}</th>
              <th scope="col">{texts.validationRmse}</th>
              <th scope="col">{texts.time}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.epoch}>
                <th scope="row">{point.epoch}</th>
                <td>{formatErrorExactly(point.trainRmse)}</td>
                <td>{point.validationRmse === null ? '–' : formatErrorExactly(point.validationRmse)}</td>
                <td>{Math.round(point.epochMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
