import { remember, remembered } from '../state/local-preferences.ts';

export type Theme = 'light' | 'dark';

/** Returns the current theme: the person's choice, or the system's theme if they have not chosen. */
export function currentTheme(): Theme {
  const chosen = remembered('theme');
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Sets the chosen theme on the document, as public/theme.js does at the start. The system's theme is the default. */
function applyTheme(): void {
  const chosen = remembered('theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}

/** @returns the theme that is shown after the change */
export function toggleTheme(): Theme {
  const next: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
  remember('theme', next);
  applyTheme();
  // Charts draw on a canvas, so a style sheet cannot change their colors.
  window.dispatchEvent(new CustomEvent('themechange'));
  return next;
}
