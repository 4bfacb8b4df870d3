// Before the first paint, so that who chose a theme never sees the other one flash.
try {
  const chosen = localStorage.getItem('matinee.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is forbidden: the system's theme it is.
}
