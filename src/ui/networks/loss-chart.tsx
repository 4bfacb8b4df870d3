import type { NetworkPoint } from '../../protocol/network-messages.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { linearScale } from '../chart/linear-scale.ts';
import { networks as texts } from './texts.ts';

const HEIGHT = 280;
const [LEFT, RIGHT, TOP, BOTTOM] = [48, 16, 16, 36];

/** The loss by pass: on people that it learns from, and on people that it does not. */
export function LossChart({
  title,
  hint,
  points,
  epochs,
}: {
  readonly title: string;
  readonly hint: string;
  readonly points: readonly NetworkPoint[];
  readonly epochs: number;
}) {
  if (points.length === 0) return <p className="muted">{texts.waiting}</p>;
  return (
    <ChartFrame
      isPanel
      title={title}
      hint={hint}
      drawing={(width) => <Lines points={points} epochs={epochs} width={width} />}
      table={{
        title: texts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{texts.epoch}</th>
                <th scope="col">{texts.heldOut}</th>
                <th scope="col">{texts.training}</th>
                <th scope="col">{texts.seconds}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ epoch, loss, heldOutLoss, epochMs }) => (
                <tr key={epoch}>
                  <th scope="row">{epoch}</th>
                  <td>{heldOutLoss?.toFixed(4) ?? '–'}</td>
                  <td>{loss.toFixed(4)}</td>
                  <td>{(epochMs / 1000).toFixed(1)}</td>
                </tr>
              ))}
            </tbody>
          </>
        ),
      }}
    />
  );
}

function Lines(props: {
  readonly points: readonly NetworkPoint[];
  readonly epochs: number;
  readonly width: number;
}) {
  const { points, epochs, width } = props;
  const held = points.flatMap(({ epoch, heldOutLoss }) =>
    heldOutLoss === null ? [] : [[epoch, heldOutLoss]],
  );
  const own = points.map(({ epoch, loss }) => [epoch, loss]);
  const scale = linearScale(
    [...held, ...own].map(([, loss]) => loss),
    null,
    5,
  );
  const x = (epoch: number) => LEFT + ((width - LEFT - RIGHT) * (epoch - 1)) / Math.max(1, epochs - 1);
  const y = (loss: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * scale.at(loss);
  const path = (line: readonly (readonly number[])[]) =>
    line.map(([e, loss]) => `${x(e)},${y(loss)}`).join(' ');
  const passes = [...new Set([1, Math.ceil(epochs / 2), epochs])];
  return (
    <svg width={width} height={HEIGHT} role="presentation">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-frame__grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text className="muted" x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {passes.map((epoch) => (
        <text key={epoch} className="muted" x={x(epoch)} y={HEIGHT - 12} textAnchor="middle">
          {epoch}
        </text>
      ))}
      <polyline className="networks__line networks__line--training" points={path(own)} />
      <polyline className="networks__line" points={path(held)} />
      {[...held.slice(-1), ...own.slice(-1)].map(([epoch, loss]) => (
        <circle key={loss} className="networks__point" cx={x(epoch)} cy={y(loss)} r={3} />
      ))}
    </svg>
  );
}
