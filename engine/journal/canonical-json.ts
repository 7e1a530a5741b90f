/**
 * One text for one value: object keys in code-unit order, no white space, absent fields left out,
 * integers beyond 2^53 as `{"$bigint":"123"}`. Hashes and stored payloads rely on it.
 * @throws {RangeError} for what JSON cannot hold exactly: NaN, an infinity, a function, a symbol,
 * `undefined` inside a list, a key named `$bigint` or `$parts`.
 */
export function canonicalJson(value: unknown): string {
  return canonicalText(value, canonicalJson);
}

/**
 * The same for whoever writes what a list or an object holds in another way: `textOf` answers the text of each.
 * @throws {RangeError} as `canonicalJson` does.
 */
export function canonicalText(value: unknown, textOf: (held: unknown) => string): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return numberText(value);
    case 'bigint':
      return `{"${BIGINT_TAG}":"${value}"}`;
    case 'object':
      return value === null ? 'null' : heldText(value, textOf);
    case 'undefined':
    case 'function':
    case 'symbol':
      throw new RangeError(`a stored value must be JSON or a bigint, was ${typeof value}`);
  }
}

/**
 * Reads what `canonicalJson` wrote.
 * @throws {SyntaxError} when the text is not JSON or a tagged integer is not a whole number.
 */
export function parseCanonicalJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => (isTagged(value) ? BigInt(value[BIGINT_TAG]) : value));
}

/** Names the parts that a stored state is put together from. */
export const PARTS_TAG = '$parts';
const BIGINT_TAG = '$bigint';

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a stored number must be finite, was ${value}`);
  return String(value);
}

// Written with every order on its way out: no list or closure is made that is not needed.
function heldText(value: object, textOf: (held: unknown) => string): string {
  let text = '';
  if (Array.isArray(value)) {
    for (const held of value) text += text === '' ? textOf(held) : `,${textOf(held)}`;
    return `[${text}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of sortedKeys(fields)) {
    const field = fields[key];
    if (field === undefined) continue;
    if (text !== '') text += ',';
    text += `${quotedKey(key)}:${textOf(field)}`;
  }
  return `{${text}}`;
}

/** By code units. Few keys are put in order where they stand: sorting as the language does makes lists of its own. */
function sortedKeys(fields: object): readonly string[] {
  const keys = Object.keys(fields);
  if (keys.length > FEW_KEYS) return keys.toSorted();
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] as string;
    let to = at;
    for (; to > 0 && (keys[to - 1] as string) > key; to -= 1) keys[to] = keys[to - 1] as string;
    keys[to] = key;
  }
  return keys;
}

const FEW_KEYS = 32;
const PLAIN_KEY = /^[\w|:/.@-]*$/;

function quotedKey(key: string): string {
  if (PLAIN_KEY.test(key)) return `"${key}"`;
  if (key === BIGINT_TAG || key === PARTS_TAG)
    throw new RangeError(`a stored field must not be named ${key}`);
  return JSON.stringify(key);
}

function isTagged(value: unknown): value is { readonly [BIGINT_TAG]: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    BIGINT_TAG in value &&
    typeof value[BIGINT_TAG] === 'string' &&
    Object.keys(value).length === 1
  );
}
