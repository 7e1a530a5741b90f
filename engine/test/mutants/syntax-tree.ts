import { parseSync } from 'vite';

/** A piece of a program: its kind, where it stands in the text, and its parts. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** The program of a TypeScript text. @throws {SyntaxError} when it is none. */
export function parseSource(source: string): SyntaxNode {
  const { errors, program } = parseSync('source.ts', source);
  const [error] = errors;
  if (error) throw new SyntaxError(error.message);
  return program as unknown as SyntaxNode;
}

/** Calls `visit` with every piece that is left when types are gone, outer before inner; it says whether to go deeper. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => boolean): void {
  const isType = node.type.startsWith('TS') && !VALUES_WITH_TYPES.has(node.type);
  if (isType || node['importKind'] === 'type' || !visit(node)) return;
  for (const part of Object.values(node)) {
    for (const each of Array.isArray(part) ? part : [part]) if (isNode(each)) walk(each, visit);
  }
}

/** The part of a node under a name. @throws {TypeError} when there is none. */
export function partOf(node: SyntaxNode, name: string): SyntaxNode {
  const part = node[name];
  if (!isNode(part)) throw new TypeError(`${node.type} has no ${name}`);
  return part;
}

/** The parts of a node under a name of many. */
export const partsOf = (node: SyntaxNode, name: string): readonly SyntaxNode[] =>
  (node[name] as readonly unknown[]).filter(isNode);

const VALUES_WITH_TYPES = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
