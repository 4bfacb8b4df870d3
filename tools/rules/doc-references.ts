import type { Fault, Source } from './fault.ts';

/** Folders whose files the documents name. */
const PATH = /^(src|tests|tools|docs|public|\.ci)\/[\w./-]+$/;

/**
 * Checks what a document says about the tree: files in backticks and targets of links exist, and each test that is named
 * in double quotes after a file is in that file.
 * @param read the text of a file, null where there is none; folders have an empty text
 */
export function docReferenceFaults(source: Source, read: (file: string) => string | null): Fault[] {
  const { file, text } = source;
  const faults: Fault[] = [];
  const add = (index: number, message: string) =>
    faults.push({ rule: 'document', file, line: text.slice(0, index).split('\n').length, message });
  for (const { 0: whole, 1: path = '', index } of text.matchAll(/`([^`\n]+)`((?:,?\s*"[^"]+")*)/g)) {
    if (!PATH.test(path)) continue;
    const content = read(path);
    if (content === null) {
      add(index, `there is no ${path}.`);
      continue;
    }
    for (const { 1: title = '' } of whole.slice(path.length + 2).matchAll(/"([^"]+)"/g))
      if (!content.includes(title.replace(/\s+/g, ' '))) add(index, `${path} has no test "${title}".`);
  }
  for (const { 1: target = '', index } of text.matchAll(/(?:\]\(|(?:src|srcset)=")([^)"#\s]+)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
    const path = new URL(folder + target, 'file:///').pathname.slice(1);
    if (read(path) === null) add(index, `the link to ${target} leads nowhere.`);
  }
  return faults;
}
