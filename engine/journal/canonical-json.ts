/**
 * One text for one value: object keys in code-unit order, no white space, absent fields left out,
 * integers beyond 2^53 as `{"$bigint":"123"}`. Hashes and stored payloads rely on it.
 * @throws {RangeError} for what JSON cannot hold exactly: NaN, an infinity, a function, a symbol,
 * `undefined` inside a list, a key named `$bigint`.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return numberText(value);
    case 'bigint':
      return `{"${BIGINT_TAG}":"${value}"}`;
    case 'object':
      return objectText(value);
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

const BIGINT_TAG = '$bigint';

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a stored number must be finite, was ${value}`);
  return JSON.stringify(value);
}

function objectText(value: object | null): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${quotedKey(key)}:${canonicalJson(field)}`).join(',')}}`;
}

function quotedKey(key: string): string {
  if (key === BIGINT_TAG) throw new RangeError(`a stored field must not be named ${BIGINT_TAG}`);
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
