import { decodeEntities } from './html-entities.ts';

/** Longer than any real record. Searching the children of a hostile record could take hours. */
const MAX_RECORD = 20_000;
const CHILD = /<([A-Za-z][\w.-]*)(?:\s[^<>]*)?>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1\s*>/g;

/**
 * Reads the records of a flat XML file: elements of one name whose children contain only text. A worker has no DOMParser,
 * and this layout needs nothing else of XML. Entities that the file defines are deliberately not expanded.
 */
export function* recordsIn(text: string, element: string): Generator<ReadonlyMap<string, string>, void> {
  const [open, close] = [new RegExp(`<${element}(?:\\s[^<>]*)?>`, 'g'), `</${element}>`];
  for (let found = open.exec(text); found !== null; found = open.exec(text)) {
    const end = text.indexOf(close, open.lastIndex);
    if (end < 0) return;
    const children = text.slice(open.lastIndex, Math.min(end, open.lastIndex + MAX_RECORD)).matchAll(CHILD);
    yield new Map([...children].map(([, name, content]) => [name.toLowerCase(), textIn(content)]));
    open.lastIndex = end + close.length;
  }
}

function textIn(content: string): string {
  return content
    .split(/<!\[CDATA\[([\s\S]*?)\]\]>/)
    .map((part, n) => (n % 2 === 1 ? part : decodeEntities(part)))
    .join('')
    .trim();
}
