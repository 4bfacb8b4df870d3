/** How the person came to the page on the screen: first, by a link, or by back and forward. */
let first = true;
let back = false;

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    back = true;
  });
}

export const firstPage = (): boolean => first;
/** Back and forward: the browser puts the scroll bar where it was, since the page is drawn at once. */
export const cameBack = (): boolean => back;

export function pageShown(): void {
  first = false;
  back = false;
}
