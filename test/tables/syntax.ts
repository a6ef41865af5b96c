import { parseSync } from "oxc-parser";

/** A node of the syntax tree of ESTree, of which only its type and place are sure. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A node and what is around it, the innermost first. */
export interface Found {
  readonly node: Node;
  readonly around: readonly Node[];
}

/** Returns the syntax tree of a file in TypeScript. */
export function parse(path: string, text: string): Node {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  return program as unknown as Node;
}

/** Returns a node and all that are in it, in the order of the text; types are left out. */
export function* nodesIn(node: Node, around: readonly Node[] = []): Generator<Found> {
  yield { node, around };
  const inner = [node, ...around];
  for (const [field, value] of Object.entries(node)) {
    if (field === "typeAnnotation" || field === "typeArguments") continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (isNode(one) && !/^TS(?:Type|Interface|Enum)/.test(one.type)) yield* nodesIn(one, inner);
    }
  }
}

/** Returns the node in a field of another, if there is one. */
export function childOf(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

/** Returns the nodes in a field of another that is a list. */
export function childrenOf(node: Node | undefined, field: string): readonly Node[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Returns an expression without `as`, `satisfies` and the like around it. */
export function bare(node: Node): Node {
  const inner = /^TS(?:As|Satisfies|NonNull)Expression$|^ParenthesizedExpression$/.test(node.type)
    ? childOf(node, "expression")
    : undefined;
  return inner === undefined ? node : bare(inner);
}

/** Whether a node is a function, or a method's. */
export function isFunction({ type }: Node): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
