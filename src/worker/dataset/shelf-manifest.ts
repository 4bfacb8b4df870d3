import type { ShelfManifest } from './built-in-shelf.ts';

/** Filled in by the build (tools/shelf/shelf-plugin.ts). */
declare const __SHELF__: ShelfManifest;

export const shelfManifest = __SHELF__;

/** The address of a part of the built-in data set. */
export function shelfAddress(file: string): string {
  return new URL(`${import.meta.env.BASE_URL}datasets/${file}`, globalThis.location.origin).href;
}
