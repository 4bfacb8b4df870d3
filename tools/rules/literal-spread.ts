import ts from 'typescript';
import type { Fault, Source } from './fault.ts';
import { lineOf, parse, walk } from './syntax.ts';

/**
 * Finds `...{ a, b }`: a spread literal puts several properties on one line to dodge a limit and says nothing else.
 */
export function literalSpreads(source: Source): Fault[] {
  const parsed = parse(source);
  const faults: Fault[] = [];
  walk(parsed, (node) => {
    if (!ts.isSpreadAssignment(node) && !ts.isSpreadElement(node) && !ts.isJsxSpreadAttribute(node)) return;
    if (!ts.isObjectLiteralExpression(unwrapped(node.expression))) return;
    const line = lineOf(parsed, node.getStart(parsed));
    faults.push({
      rule: 'literal-spread',
      file: source.file,
      line,
      message: 'spread of an object literal; write the properties themselves.',
    });
  });
  return faults;
}

function unwrapped(node: ts.Expression): ts.Expression {
  const wrapped =
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
  return wrapped ? unwrapped(node.expression) : node;
}
