import './swatch.css';

/** How a line is drawn. Colour is never its only mark: dashes and width differ, too. */
export interface LineStyle {
  /** Name of the custom property that holds the colour (tokens.css). */
  readonly ink: string;
  /** Lengths that are drawn and left out in turn, CSS pixels; empty for a solid line. */
  readonly dash: readonly number[];
  /** CSS pixels. */
  readonly width: number;
}

/** A short piece of a line as the chart draws it, for a legend. */
export function Swatch({ style: { ink, dash, width } }: { readonly style: LineStyle }) {
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
