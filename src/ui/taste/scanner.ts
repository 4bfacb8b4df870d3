import { Problem } from '../../base/problem.ts';
import { scan as texts } from './texts.ts';

/** The part of the browser's BarcodeDetector that is used here; TypeScript knows none. */
export interface CodeDetector {
  detect(picture: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

interface CodeDetectorClass {
  new (options: { readonly formats: readonly string[] }): CodeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

function isDetectorClass(value: unknown): value is CodeDetectorClass {
  return typeof value === 'function' && 'getSupportedFormats' in value;
}

/** The browser's own reader of QR codes; null where it has none. */
export async function findDetector(scope: object = globalThis): Promise<CodeDetector | null> {
  const found: unknown = Reflect.get(scope, 'BarcodeDetector');
  if (!isDetectorClass(found)) return null;
  try {
    return (await found.getSupportedFormats()).includes('qr_code')
      ? new found({ formats: ['qr_code'] })
      : null;
  } catch {
    // Some browsers have the name, but the system below has no reader.
    return null;
  }
}

/**
 * Reads the QR code in a picture.
 * @throws Problem 'file-broken' for a file that is no picture, 'link-broken' where there is no code in it
 */
export async function readCode(detector: CodeDetector, picture: Blob): Promise<string> {
  const bitmap = await createImageBitmap(picture).catch((thrown: unknown) => {
    throw new Problem('file-broken', texts.noPicture, texts.noPictureAdvice, { cause: thrown });
  });
  try {
    const [code] = await detector.detect(bitmap);
    if (code !== undefined) return code.rawValue;
  } finally {
    bitmap.close();
  }
  throw new Problem('link-broken', texts.noCode, texts.noCodeAdvice);
}
