/**
 * A copy of plain data that can never change: `earlier`, a copy made before, where it still says the same, and of
 * what is inside likewise. What is remembered with every commit is then copied and made into text only as far as it
 * has changed since the last.
 */
export function frozenCopy<Data>(data: Data, earlier?: unknown): Data;
export function frozenCopy(data: unknown, earlier?: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (saysTheSame(data, earlier)) return earlier;
  return Array.isArray(data) ? frozenList(data, earlier) : frozenObject(data, earlier);
}

/** The last frozen copy of each of many records that change in place. */
export class FrozenCopies<Data extends object> {
  readonly #last = new WeakMap<Data, Data>();

  of(data: Data): Data {
    const copy = frozenCopy(data, this.#last.get(data));
    this.#last.set(data, copy);
    return copy;
  }
}

function frozenList(list: readonly unknown[], earlier: unknown): unknown {
  const before: readonly unknown[] = Array.isArray(earlier) ? earlier : [];
  return Object.freeze(list.map((held, at) => frozenCopy(held, before[at])));
}

function frozenObject(object: object, earlier: unknown): unknown {
  const before = isObject(earlier) ? earlier : {};
  const copy: Record<string, unknown> = {};
  for (const [name, held] of Object.entries(object)) copy[name] = frozenCopy(held, before[name]);
  return Object.freeze(copy);
}

// Asked of everything that is remembered, with every commit: it makes no list of fields.
function saysTheSame(data: unknown, earlier: unknown): boolean {
  if (typeof data !== 'object' || data === null) return data === earlier;
  if (Array.isArray(data)) return Array.isArray(earlier) && isSameList(data, earlier);
  return isObject(earlier) && isSameObject(data as Readonly<Record<string, unknown>>, earlier);
}

const isSameList = (list: readonly unknown[], earlier: readonly unknown[]): boolean =>
  list.length === earlier.length && list.every((held, at) => saysTheSame(held, earlier[at]));

function isSameObject(
  object: Readonly<Record<string, unknown>>,
  earlier: Readonly<Record<string, unknown>>,
): boolean {
  let fields = 0;
  for (const name in object) {
    if (!Object.hasOwn(earlier, name) || !saysTheSame(object[name], earlier[name])) return false;
    fields += 1;
  }
  for (const _name in earlier) fields -= 1;
  return fields === 0;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
