import { parseSource, partOf, type SyntaxNode, walk } from './syntax-tree.ts';

/** One mistake in a source: the text from `start` to `end` reads otherwise. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every small mistake that can be made in a source: in operators, conditions, constants, returns and statements. */
export function mutationsOf(source: string): readonly Mutation[] {
  const found: Mutation[] = [];
  walk(parseSource(source), (node) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ThrowStatement') return false;
    for (const { of = node, text } of mistakesIn(node, source)) {
      if (source.slice(of.start, of.end) !== text) found.push({ start: of.start, end: of.end, text });
    }
    return true;
  });
  return found;
}

/** A source with one mistake in it. */
export const mutated = (source: string, { end, start, text }: Mutation): string =>
  source.slice(0, start) + text + source.slice(end);

/** What a piece may read instead; of a part of it where one is named. */
interface Mistake {
  readonly of?: SyntaxNode;
  readonly text: string;
}

function mistakesIn(node: SyntaxNode, source: string): readonly Mistake[] {
  const textOf = ({ end, start }: SyntaxNode) => source.slice(start, end);
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return otherOperators(node, source);
    case 'UnaryExpression':
      return ['!', '-'].includes(String(node['operator']))
        ? [{ text: `(${textOf(partOf(node, 'argument'))})` }]
        : [];
    case 'UpdateExpression':
      return [{ text: textOf(node).replace(/\+\+|--/, (sign) => (sign === '++' ? '--' : '++')) }];
    case 'IfStatement':
    case 'ConditionalExpression':
      return ['true', 'false'].map((text) => ({ of: partOf(node, 'test'), text }));
    case 'WhileStatement':
      return [{ of: partOf(node, 'test'), text: 'false' }];
    case 'Literal':
      return otherLiteral(node);
    case 'TemplateLiteral':
      return [{ text: '``' }];
    case 'ArrayExpression':
      return node['elements'] instanceof Array && node['elements'].length > 0 ? [{ text: '[]' }] : [];
    case 'MemberExpression':
      return otherMember(node, source);
    case 'ReturnStatement':
      return node['argument'] ? [{ text: 'return undefined;' }] : [];
    case 'ArrowFunctionExpression':
      return node['expression'] === true ? [{ of: partOf(node, 'body'), text: 'undefined' }] : [];
    case 'ExpressionStatement':
      return [{ text: ';' }];
    default:
      return [];
  }
}

const OTHER_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
};

function otherOperators(node: SyntaxNode, source: string): readonly Mistake[] {
  const [left, right] = [partOf(node, 'left'), partOf(node, 'right')];
  const between = source.slice(left.end, right.start);
  const operator = String(node['operator']);
  return (OTHER_OPERATORS[operator] ?? []).map((other) => ({
    // In parentheses: `??` stands beside no `&&`.
    text: `(${source.slice(left.start, left.end)}${between.replace(operator, other)}${source.slice(right.start, right.end)})`,
  }));
}

function otherLiteral({ value }: SyntaxNode): readonly Mistake[] {
  if (typeof value === 'boolean') return [{ text: String(!value) }];
  if (typeof value === 'number') return [{ text: String(value + 1) }];
  return typeof value === 'string' && value !== '' ? [{ text: "''" }] : [];
}

const OTHER_MEMBERS: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  some: 'every',
  every: 'some',
};

function otherMember(node: SyntaxNode, source: string): readonly Mistake[] {
  const property = partOf(node, 'property');
  const other = node['computed'] === true ? undefined : OTHER_MEMBERS[String(property['name'])];
  const object = partOf(node, 'object');
  const isOptional = node['optional'] === true;
  return [
    ...(other === undefined ? [] : [{ of: property, text: other }]),
    ...(isOptional
      ? [{ text: `${source.slice(object.start, object.end)}.${source.slice(property.start, property.end)}` }]
      : []),
  ];
}
