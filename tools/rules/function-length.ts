import ts from 'typescript';
import type { Fault, Source } from './fault.ts';
import { isTestCall, lineOf, parse, walk } from './syntax.ts';

/** Lines from the first of a function to its last, blank ones and nested functions included. */
const MAX_LINES = { function: 60, component: 80, test: 100 } as const;
type Kind = keyof typeof MAX_LINES;

/** A function that may be longer, and why. At most `MAX_EXCEPTIONS` of them. */
export interface LengthException {
  readonly file: string;
  readonly name: string;
  readonly reason: string;
}

export const MAX_EXCEPTIONS = 5;

interface LongFunction {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly kind: Kind;
  readonly lines: number;
}

/** Functions above the limit of their kind, those with an exception included. */
export function longFunctions(source: Source): LongFunction[] {
  const parsed = parse(source);
  const found: LongFunction[] = [];
  walk(parsed, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
    const line = lineOf(parsed, node.getStart(parsed));
    const lines = lineOf(parsed, node.end) - line + 1;
    const kind = kindOf(node, source.file);
    if (lines > MAX_LINES[kind]) found.push({ file: source.file, line, name: nameOf(node), kind, lines });
  });
  return found;
}

/** Faults of the functions without an exception, of exceptions that nothing needs, and of a list that is too long. */
export function lengthFaults(
  found: readonly LongFunction[],
  exceptions: readonly LengthException[],
  listedIn: string,
): Fault[] {
  const matches = (one: LengthException, long: LongFunction) =>
    one.file === long.file && one.name === long.name;
  const fault = (file: string, line: number, message: string): Fault => ({
    rule: 'function-length',
    file,
    line,
    message,
  });
  const faults = found
    .filter((long) => !exceptions.some((one) => matches(one, long)))
    .map(({ file, line, name, kind, lines }) =>
      fault(file, line, `${name} has ${lines} lines; a ${kind} has at most ${MAX_LINES[kind]}.`),
    );
  for (const one of exceptions) {
    if (!found.some((long) => matches(one, long)))
      faults.push(fault(listedIn, 1, `${one.name} of ${one.file} needs no exception any more.`));
    if (one.reason.trim() === '')
      faults.push(fault(listedIn, 1, `The exception for ${one.name} has no reason.`));
  }
  if (exceptions.length > MAX_EXCEPTIONS)
    faults.push(
      fault(listedIn, 1, `${exceptions.length} exceptions; at most ${MAX_EXCEPTIONS} are allowed.`),
    );
  return faults;
}

function kindOf(node: ts.SignatureDeclaration, file: string): Kind {
  if (file.startsWith('tests/') && isTestCall(node.parent)) return 'test';
  const component = file.endsWith('.tsx') && /^[A-Z]/.test(nameOf(node)) && returnsJsx(node);
  return component ? 'component' : 'function';
}

/** The function's own name, or that of what it is given to: a variable, a property, `memo(…)` of a variable. */
function nameOf(node: ts.Node): string {
  if ((ts.isFunctionLike(node) || ts.isVariableDeclaration(node)) && node.name !== undefined)
    return node.name.getText();
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (isTestCall(parent)) return parent.arguments[0]?.getText() ?? 'test';
  return ts.isCallExpression(parent) && !ts.isSourceFile(parent.parent) ? nameOf(parent) : 'a function';
}

/** Whether the function itself gives back JSX; what functions inside it give back does not count. */
function returnsJsx(node: ts.SignatureDeclaration): boolean {
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return holdsJsx(node.body);
  let found = false;
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child)) return;
    if (ts.isReturnStatement(child) && child.expression !== undefined && holdsJsx(child.expression))
      found = true;
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

function holdsJsx(node: ts.Node): boolean {
  const own = ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
  return own || (ts.forEachChild(node, (child) => holdsJsx(child) || undefined) ?? false);
}
