/**
 * A copy of plain data that can never change: `earlier`, a copy made before, where it still says the same, and of
 * what is inside likewise. What is remembered with every commit is then copied and made into text only as far as it
 * has changed since the last.
 */
export function frozenCopy<Data>(data: Data, earlier?: unknown): Data;
export function frozenCopy(data: unknown, earlier?: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
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
  const copy = list.map((held, at) => frozenCopy(held, before[at]));
  const isSame =
    before === earlier && before.length === copy.length && copy.every((held, at) => held === before[at]);
  return isSame ? earlier : Object.freeze(copy);
}

function frozenObject(object: object, earlier: unknown): unknown {
  const before = isObject(earlier) ? earlier : {};
  const copy: Record<string, unknown> = {};
  const fields = Object.entries(object);
  let isSame = before === earlier && Object.keys(before).length === fields.length;
  for (const [name, held] of fields) {
    const kept = frozenCopy(held, before[name]);
    copy[name] = kept;
    isSame &&= kept === before[name] && Object.hasOwn(before, name);
  }
  return isSame ? earlier : Object.freeze(copy);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
