import type { RunLook } from '../training/run-style.ts';
import './swatch.css';

/** A piece of a line as the chart draws it. */
export function Swatch({ look: { ink, dash, width } }: { readonly look: RunLook }) {
  return (
    <svg className="swatch" viewBox="0 0 28 8" aria-hidden="true" focusable="false">
      <path
        d="M1 4h26"
        style={{ stroke: `var(${ink})` }}
        strokeWidth={width}
        strokeDasharray={dash.join(' ')}
        fill="none"
      />
    </svg>
  );
}
