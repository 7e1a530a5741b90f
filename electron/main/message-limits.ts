/** How large a message may be before anybody looks at what it says. */
export interface MessageLimits {
  /** Text of keys and values in UTF-8, plus eight for each number. */
  readonly bytes: number;
  /** Objects and lists inside each other. */
  readonly depth: number;
  /** List items and object fields together. */
  readonly items: number;
}

export type Measured =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'malformed' | 'too-large'; readonly detail: string };

const FINE: Measured = { ok: true };
/** Names that reach an object's prototype when a careless merge copies them. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const malformed = (detail: string): Measured => ({ ok: false, code: 'malformed', detail });
const tooLarge = (detail: string): Measured => ({ ok: false, code: 'too-large', detail });

interface Step {
  readonly value: unknown;
  readonly depth: number;
}

/**
 * Walks a message once, stops at the first limit, and lets through plain data only: text, finite
 * numbers, truth values, null, dense lists and plain objects. The walk keeps its own stack, so a
 * message cannot be nested deeply enough to end the process.
 */
export function measureMessage(message: unknown, limits: MessageLimits): Measured {
  const steps: Step[] = [{ value: message, depth: 0 }];
  let bytes = 0;
  let items = 0;

  for (let step = steps.pop(); step; step = steps.pop()) {
    const { value, depth } = step;
    if (typeof value !== 'object' || value === null) {
      const size = sizeOfScalar(value);
      if (size === undefined) return malformed(`a message holds plain data, had ${describe(value)}`);
      bytes += size;
    } else {
      if (depth >= limits.depth) return tooLarge(`a message nests at most ${limits.depth} deep`);
      const children = childrenOf(value, limits.items - items);
      if (!children.ok) return children;
      items += children.values.length;
      bytes += children.keyBytes;
      for (const child of children.values) steps.push({ value: child, depth: depth + 1 });
    }
    if (bytes > limits.bytes) return tooLarge(`a message has at most ${limits.bytes} bytes`);
  }
  return FINE;
}

function sizeOfScalar(value: unknown): number | undefined {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Number.isFinite(value) ? 8 : undefined;
  return value === null || value === undefined || typeof value === 'boolean' ? 1 : undefined;
}

type Children = { readonly ok: true; readonly values: readonly unknown[]; readonly keyBytes: number };

function childrenOf(value: object, roomForItems: number): Children | Extract<Measured, { ok: false }> {
  const over = { ok: false, code: 'too-large', detail: 'a message has too many items' } as const;
  const wrong = (detail: string) => ({ ok: false, code: 'malformed', detail }) as const;
  if (Array.isArray(value)) {
    if (value.length > roomForItems) return over;
    const isDense = Object.keys(value).length === value.length;
    return isDense ? { ok: true, values: value, keyBytes: 0 } : wrong('a list in a message has no holes');
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return wrong(`a message holds plain data, had ${describe(value)}`);
  const keys = Object.keys(value);
  if (keys.length > roomForItems) return over;
  if (Object.getOwnPropertySymbols(value).length > 0) return wrong('a message has no symbol keys');
  let keyBytes = 0;
  for (const key of keys) {
    if (FORBIDDEN_KEYS.has(key)) return wrong(`a message has no key named ${key}`);
    keyBytes += Buffer.byteLength(key);
  }
  return { ok: true, values: Object.values(value), keyBytes };
}

function describe(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' && value !== null
    ? Object.prototype.toString.call(value).slice(8, -1)
    : typeof value;
}
