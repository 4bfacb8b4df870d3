import ts from 'typescript';
import type { Fault, Source } from './fault.ts';
import { commentsOf, isTestCall, lineOf, parse, walk } from './syntax.ts';
import { type AllowedName, allowedNames, type BannedWord, bannedWords } from './word-list.ts';

type Place = 'name' | 'prose';

/**
 * Finds words of the list in identifiers, comments, titles of tests and the file's name; in a style sheet in classes,
 * custom properties and comments. Strings and text between JSX tags are not checked, nor is what a comment or a title
 * puts in double quotes: that is text on the screen.
 */
export function bannedWordFaults(source: Source): Fault[] {
  const check = checker(source.file);
  const faults = check('name', source.file.split('/').pop() ?? '', () => 1);
  if (source.file.endsWith('.css')) return [...faults, ...inStyles(source, check)];
  if (source.file.endsWith('.md')) return [...faults, ...check('prose', source.text, lineAt(source.text))];
  return [...faults, ...inCode(source, check)];
}

/** Tells `text` found at a place apart into faults; `lineAt` maps an offset in `text` to a line. */
type Check = (place: Place, text: string, lineAt: (offset: number) => number) => Fault[];

function checker(file: string): Check {
  const allowed = allowedNames.filter(({ files }) => files.test(file));
  return (place, text, line) =>
    bannedIn(place, text, allowed).map(({ word, offset, instead }) => ({
      rule: 'banned-word',
      file,
      line: line(offset),
      message: `"${word}" in ${place === 'name' ? 'a name' : 'prose'}: ${instead}.`,
    }));
}

function inCode(source: Source, check: Check): Fault[] {
  const parsed = parse(source);
  const faults: Fault[] = [];
  const from = (start: number) => (offset: number) => lineOf(parsed, start + offset);
  walk(parsed, (node) => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node))
      faults.push(...check('name', node.text, from(node.getStart(parsed))));
    if (source.file.startsWith('tests/') && isTestCall(node)) {
      const [title] = node.arguments;
      if (title !== undefined && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title)))
        faults.push(...check('prose', title.getText(parsed).slice(1, -1), from(title.getStart(parsed) + 1)));
    }
  });
  for (const { start, text } of commentsOf(parsed)) faults.push(...check('prose', text, from(start)));
  return faults;
}

function inStyles({ text }: Source, check: Check): Fault[] {
  const lines = lineAt(text);
  const faults: Fault[] = [];
  for (const { 0: comment, index } of text.matchAll(/\/\*.*?\*\//gs))
    faults.push(...check('prose', comment, (offset) => lines(index + offset)));
  const code = text.replace(/\/\*.*?\*\//gs, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const { 0: name, index } of code.matchAll(/(?:\.(?=[A-Za-z_])|--)[\w-]+/g))
    faults.push(...check('name', name, () => lines(index)));
  return faults;
}

function lineAt(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}

interface Found {
  readonly word: string;
  readonly offset: number;
  readonly instead: string;
}

function bannedIn(place: Place, text: string, allowed: readonly AllowedName[]): Found[] {
  // Quotations are blanked, so that offsets stay.
  const checked =
    place === 'prose' ? text.replace(/"[^"\n]*"/g, (quoted) => ' '.repeat(quoted.length)) : text;
  const found: Found[] = [];
  for (const { 0: whole, index } of checked.matchAll(/[A-Za-z]+/g)) {
    if (allowed.some(({ name }) => name === whole)) continue;
    const humps = [...whole.matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)].filter(
      ({ 0: hump, index: at }) => !allowed.some(({ name }) => covers(whole, name, at, hump.length)),
    );
    humps.forEach(({ 0: hump, index: at }, n) => {
      const next = humps[n + 1]?.[0] ?? '';
      const banned = lookUp(hump, place) ?? lookUp(hump + next, place);
      if (banned !== undefined) found.push({ word: whole, offset: index + at, instead: banned.instead });
    });
  }
  return found;
}

/** Whether the hump at `at` lies inside an allowed name of several humps, as the first hump of "FilmNoir" does. */
function covers(whole: string, name: string, at: number, length: number): boolean {
  const start = whole.indexOf(name);
  return /[a-z][A-Z]/.test(name) && start >= 0 && at >= start && at + length <= start + name.length;
}

function lookUp(word: string, place: Place): BannedWord | undefined {
  const lower = word.toLowerCase();
  return bannedWords.find(({ forms, inProse }) => (place === 'name' || inProse) && forms.includes(lower));
}
