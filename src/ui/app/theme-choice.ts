import { remember, remembered } from '../state/local-preferences.ts';

export type Theme = 'light' | 'dark';

/** The theme now shown: the person's choice, else the system's. */
export function currentTheme(): Theme {
  const chosen = remembered('theme');
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Puts a choice on the document, as public/theme.js does at the start; without one the style sheet follows the system. */
function applyTheme(): void {
  const chosen = remembered('theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}

/** @returns the theme now shown */
export function toggleTheme(): Theme {
  const next: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
  remember('theme', next);
  applyTheme();
  // Charts draw on a canvas and cannot follow a style sheet by themselves.
  window.dispatchEvent(new CustomEvent('themechange'));
  return next;
}
