type Remembered = 'theme' | 'onboarded' | 'training' | 'view';

/**
 * Small choices of this window that the worker need not know: theme, whether to expect a returning person, whether to
 * train without being asked, For you in rows or as one list.
 * Storage that is denied only costs the memory, never the page.
 */
export function remember(key: Remembered, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`matinee.${key}`);
    else localStorage.setItem(`matinee.${key}`, value);
  } catch {
    // A private window may refuse; the page works without.
  }
}

export function remembered(key: Remembered): string | null {
  try {
    return localStorage.getItem(`matinee.${key}`);
  } catch {
    return null;
  }
}

/** Null where the browser denies it. */
export function localStorageOrNull(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
