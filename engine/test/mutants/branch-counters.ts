import { parseSource, partOf, partsOf, type SyntaxNode, walk } from './syntax-tree.ts';

/** A source that tells which ways through it were gone, and all there are. */
export interface CountedSource {
  readonly source: string;
  /** Every way, in words with its line: `12: if is true`. */
  readonly ways: readonly string[];
}

/** Under which name a counted source looks for who counts. */
export const COUNTER = '__branchCounter';

/**
 * Puts counters at every branch: both ways of conditions, of what is put together by `&&`, `||`, `??` and of
 * `?.`, every case of a switch, every default, and every function. A switch without a default covers a union: no
 * case at all is no way.
 */
export function countBranches(file: string, source: string): CountedSource {
  const counters = new BranchCounters(file, source);
  walk(parseSource(source), (node) => {
    counters.count(node);
    return true;
  });
  return { source: counters.text(), ways: counters.ways };
}

/** Collects what is put into one source, and where. */
class BranchCounters {
  readonly ways: string[] = [];
  readonly #file: string;
  readonly #source: string;
  readonly #opened = new Map<number, string>();
  readonly #closed = new Map<number, string>();

  constructor(file: string, source: string) {
    this.#file = file;
    this.#source = source;
  }

  count(node: SyntaxNode): void {
    const { type } = node;
    const operator = String(node['operator']);
    if (CONDITIONS.has(type) && node['test'] !== null)
      this.#bothWays(partOf(node, 'test'), 'truth', `${type} is true`, `${type} is false`);
    else if (type === 'LogicalExpression') this.#countLogical(partOf(node, 'left'), operator);
    else if (type === 'MemberExpression' && node['optional'] === true)
      this.#countLogical(partOf(node, 'object'), '?.');
    else if (type === 'AssignmentExpression' && LOGICAL_ASSIGNMENTS.has(operator))
      this.#reach(partOf(node, 'right'), `${operator} assigns`);
    else if (type === 'AssignmentPattern') this.#reach(partOf(node, 'right'), 'default is used');
    else if (type === 'SwitchStatement') this.#countCases(partsOf(node, 'cases'));
    else if (FUNCTIONS.has(type)) this.#countFunction(partOf(node, 'body'));
  }

  text(): string {
    const places = [...new Set([...this.#opened.keys(), ...this.#closed.keys()])].toSorted((a, b) => a - b);
    let text = '';
    let from = 0;
    for (const at of places) {
      text += this.#source.slice(from, at) + (this.#closed.get(at) ?? '') + (this.#opened.get(at) ?? '');
      from = at;
    }
    return text + this.#source.slice(from);
  }

  #countLogical(left: SyntaxNode, operator: string): void {
    const isAboutBeing = operator === '??' || operator === '?.';
    if (isAboutBeing) this.#bothWays(left, 'there', `${operator} is there`, `${operator} is not there`);
    else this.#bothWays(left, 'truth', `${operator} is true`, `${operator} is false`);
  }

  #countCases(cases: readonly SyntaxNode[]): void {
    for (const each of cases) {
      const [first] = partsOf(each, 'consequent');
      if (first) this.#open(first.start, `globalThis.${COUNTER}.reach(${this.#way(each, 'case')});`);
    }
  }

  #countFunction(body: SyntaxNode): void {
    const words = 'function is entered';
    if (body.type !== 'BlockStatement') this.#reach(body, words);
    else this.#open(body.start + 1, `globalThis.${COUNTER}.reach(${this.#way(body, words)});`);
  }

  #bothWays(node: SyntaxNode, how: 'truth' | 'there', yes: string, no: string): void {
    this.#wrap(node, `globalThis.${COUNTER}.${how}(${this.#way(node, yes)},${this.#way(node, no)},`);
  }

  #reach(node: SyntaxNode, words: string): void {
    this.#wrap(node, `(globalThis.${COUNTER}.reach(${this.#way(node, words)}),`);
  }

  #wrap({ end, start }: SyntaxNode, before: string): void {
    this.#open(start, before);
    this.#closed.set(end, `)${this.#closed.get(end) ?? ''}`);
  }

  #open(at: number, text: string): void {
    this.#opened.set(at, (this.#opened.get(at) ?? '') + text);
  }

  #way(node: SyntaxNode, words: string): string {
    const line = this.#source.slice(0, node.start).split('\n').length;
    const id = `${this.#file}:${line}: ${words} (${this.ways.length + 1})`;
    this.ways.push(id);
    return JSON.stringify(id);
  }
}

const CONDITIONS = new Set(['IfStatement', 'ConditionalExpression', 'WhileStatement', 'ForStatement']);
const FUNCTIONS = new Set([
  'FunctionExpression',
  'FunctionDeclaration',
  'ArrowFunctionExpression',
  'CatchClause',
]);
const LOGICAL_ASSIGNMENTS = new Set(['??=', '||=', '&&=']);
