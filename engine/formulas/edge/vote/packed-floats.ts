const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** How this machine keeps numbers. */
const IS_LOWEST_FIRST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** 32-bit floats as base64, lowest byte first, so that thousands of counts stay one short text. Zeros alone are no text. */
export function packFloats(values: Readonly<Float32Array>): string {
  if (values.every((value) => value === 0)) return '';
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return (IS_LOWEST_FIRST ? bytes : Buffer.from(bytes).swap32()).toString('base64');
}

/**
 * Reads `count` floats that {@link packFloats} wrote.
 * @throws {RangeError} when the text holds another number of them.
 */
export function unpackFloats(text: string, count: number): Float32Array {
  if (text === '') return new Float32Array(count);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== count * BYTES)
    throw new RangeError(`packed counts must be ${count} floats, were ${bytes.length / BYTES}`);
  return Float32Array.from({ length: count }, (_, i) => bytes.readFloatLE(i * BYTES));
}
