import { type ComponentType, useState } from 'react';
import { remembered } from '../state/local-preferences.ts';
import { lazyPiece } from './lazy-piece.tsx';
import { base } from './routes.ts';

/** Null until the code has come. */
let loaded: ComponentType | null = null;

async function load() {
  const code = await import('../for-you/for-you-page.tsx');
  loaded = code.default;
  return code;
}

const Pending = lazyPiece(load);

/**
 * For you. Its code loads apart, because a first visit starts with Welcome. Once it has come, the page is shown at once;
 * `lazy` alone would show an empty page for a moment.
 */
export function LazyForYouPage() {
  // The first choice stays: the page would lose its state if its type changed.
  const [ForYou] = useState<ComponentType>(() => loaded ?? Pending);
  return <ForYou />;
}

/** Loads the code of For you. Resolves when it fails, too: the page loads it again when it opens, and reports it. */
export async function preloadForYou(): Promise<void> {
  try {
    await load();
  } catch {
    // See above.
  }
}

/** Whether the app opens on For you: at this path, for a person whom this browser remembers. */
export function startsOnForYou(path: string): boolean {
  return remembered('onboarded') !== null && (path === base || path === `${base}/`);
}
