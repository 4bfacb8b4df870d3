import { base, paths } from '../app/routes.ts';

/** The most characters of a whole link: what messengers, and codes printed by other programs, still take. */
export const MOST_OF_LINK = 1700;

/** The address that opens a taste. The part behind the # is never sent to a server. */
export function tasteAddress(text: string, origin: string): string {
  return `${origin}${base}${paths.taste}#${text}`;
}

/** The text of a taste in a link that was pasted or scanned; the text itself where only that is there. */
export function textInLink(link: string): string {
  const trimmed = link.trim();
  return trimmed.slice(trimmed.indexOf('#') + 1);
}

/**
 * Takes the text behind the # out of the address, so that it stays in no history. A part that names an element of the page
 * is a jump within it, and stays.
 * @returns null where there is none
 */
export function takeFromAddress(page: Pick<Window, 'location' | 'history' | 'document'>): string | null {
  const { location, history, document } = page;
  const text = location.hash.slice(1);
  if (text === '' || document.getElementById(text) !== null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return text;
}
