import ts from 'typescript';
import type { Fault, Source } from './fault.ts';
import { lineOf, parse, walk } from './syntax.ts';

/**
 * Finds lists of message names that are kept by hand beside the handlers: a record, array or set whose type names
 * `Command['type']`, a guard that returns `command is RatingCommand`, a `switch` over `command.type`. The table of
 * handlers (`satisfies CommandHandlers<…>`) is the one list of names.
 */
export function commandTables(source: Source): Fault[] {
  const parsed = parse(source);
  const faults: Fault[] = [];
  const add = (node: ts.Node, message: string) =>
    faults.push({
      rule: 'command-table',
      file: source.file,
      line: lineOf(parsed, node.getStart(parsed)),
      message,
    });
  walk(parsed, (node) => {
    if (ts.isVariableDeclaration(node) && listsNames(node))
      add(node, `${node.name.getText(parsed)} lists names of messages a second time.`);
    if (ts.isTypePredicateNode(node) && guardsCommand(node, parsed))
      add(node, `a guard for ${node.type?.getText(parsed)}; the table of handlers knows its commands.`);
    if (ts.isSwitchStatement(node) && /^(command|query)\.type$/.test(node.expression.getText(parsed)))
      add(node, `a switch over ${node.expression.getText(parsed)} beside the table of handlers.`);
  });
  return faults;
}

/**
 * `command is RatingCommand` of a command; a check of what was read from storage starts from `unknown` and is none.
 */
function guardsCommand({ type, parent }: ts.TypePredicateNode, parsed: ts.SourceFile): boolean {
  if (type === undefined || !/^\w+(Command|Query)$/.test(type.getText(parsed))) return false;
  const [parameter] = ts.isFunctionLike(parent) ? parent.parameters : [];
  return parameter?.type !== undefined && /(Command|Query)$/.test(parameter.type.getText(parsed));
}

/** A literal whose declared type holds `…['type']` or maps names of messages to `true`. */
function listsNames({ type, initializer }: ts.VariableDeclaration): boolean {
  if (type === undefined || initializer === undefined) return false;
  const literal =
    ts.isObjectLiteralExpression(initializer) ||
    ts.isArrayLiteralExpression(initializer) ||
    ts.isNewExpression(initializer);
  if (!literal) return false;
  let named = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIndexedAccessTypeNode(node) && node.indexType.getText() === "'type'") named = true;
    if (ts.isTypeReferenceNode(node) && mapsNamesToTrue(node)) named = true;
    ts.forEachChild(node, visit);
  };
  visit(type);
  return named;
}

function mapsNamesToTrue({ typeName, typeArguments }: ts.TypeReferenceNode): boolean {
  const [key, value] = typeArguments ?? [];
  if (typeName.getText() !== 'Record' || key === undefined || value?.getText() !== 'true') return false;
  return /(Command|Query|Event|Message)(Type|Name)s?$/.test(key.getText());
}
