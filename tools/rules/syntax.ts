import ts from 'typescript';
import type { Source } from './fault.ts';

/** Parses one file without types: enough for names, comments and lengths. */
export function parse({ file, text }: Source): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

/** Calls `visit` for every node below `root`, parents first. */
export function walk(root: ts.Node, visit: (node: ts.Node) => void): void {
  ts.forEachChild(root, (child) => {
    visit(child);
    walk(child, visit);
  });
}

/** The line of a position, counted from 1. */
export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

export interface Comment {
  readonly start: number;
  readonly text: string;
}

/** Every comment of a file. Text between JSX tags that looks like a comment is none. */
export function commentsOf(source: ts.SourceFile): Comment[] {
  const found = new Map<number, Comment>();
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText || ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    if (children.length > 0) return;
    const ranges = [
      ...(ts.getLeadingCommentRanges(source.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(source.text, node.pos) ?? []),
    ];
    for (const { pos, end } of ranges) found.set(pos, { start: pos, text: source.text.slice(pos, end) });
  };
  visit(source);
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** The name at the root of a callee: `test` for `test.each(rows)`, null where there is none. */
function calleeRoot(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return calleeRoot(node.expression);
  if (ts.isTaggedTemplateExpression(node)) return calleeRoot(node.tag);
  return null;
}

/** Whether `node` is a call that declares a test or a group of tests. */
export function isTestCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ['describe', 'it', 'test'].includes(calleeRoot(node.expression) ?? '');
}
