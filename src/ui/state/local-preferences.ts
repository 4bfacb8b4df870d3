type Preference = 'theme' | 'onboarded' | 'shelf' | 'training' | 'view' | 'backup' | 'reminded';

/**
 * Stores a small choice that the worker need not know: the theme, whether to expect a returning person, whether a data
 * set is stored, whether to train without being asked, whether For you shows rows or one list, and
 * the last back-up. Null deletes it. Where the browser denies storage, the
 * choice is forgotten with the page.
 */
export function remember(key: Preference, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`matinee.${key}`);
    else localStorage.setItem(`matinee.${key}`, value);
  } catch {
    // A private window may deny storage; the page works without it.
  }
}

/** A stored choice; null where there is none or the browser denies storage. */
export function remembered(key: Preference): string | null {
  try {
    return localStorage.getItem(`matinee.${key}`);
  } catch {
    return null;
  }
}

/** The browser's storage; null where it denies it. */
export function localStorageOrNull(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
