import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

/**
 * What a code of version 20 holds at the lowest correction: 97 by 97 modules. Larger codes have modules of fewer than three
 * points on a phone, and cameras need several tries. On a screen nothing is dirty or torn, so little correction will do.
 */
export const MOST_OF_CODE = 858;

/** A QR code as the path of an SVG in which a module is one unit. */
export interface QrShape {
  /** Modules on each side, without the quiet zone. */
  readonly size: number;
  readonly path: string;
}

/** @param text at most `MOST_OF_CODE` characters, ASCII */
export function qrShape(text: string): QrShape {
  const code = generate(text, { minCorrectionLevel: correction.L });
  return { size: code.size, path: toSvgPath(code) };
}
