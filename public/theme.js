// Before the first paint, so that who chose a theme never sees the other one flash.
try {
  const chosen = localStorage.getItem('matinee.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  // The typeface is here since the last visit. A first visit waits with it, see src/ui/app/typeface.ts.
  if (localStorage.getItem('matinee.onboarded') !== null) document.documentElement.dataset.face = '';
} catch {
  // Storage is forbidden: the system's theme it is.
}
