import { useMemo } from 'react';
import { qrShape } from './qr.ts';

/** Modules of white around a code; without them no camera finds it (ISO 18004). */
const QUIET = 4;

/** The widest that a code is drawn, pixels. */
const WIDEST = 440;

/** A QR code, black on white in every theme. All modules are equally large where the page has the room. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => qrShape(text), [text]);
  const side = size + 2 * QUIET;
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shapeRendering="crispEdges"
      style={{ width: side * Math.max(1, Math.floor(WIDEST / side)) }}
    >
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" fillRule="evenodd" />
    </svg>
  );
}
