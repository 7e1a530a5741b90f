import type { DrawnNumbers } from '../fixtures/drawn-numbers.ts';

const PAGE_BYTES = 4096;
const BYTES_FLIPPED = 16;
const DIGITS = '0123456789';

/** Ways in which disks, cables and other programs damage a file. Each changes at least one byte. */
const DAMAGES: readonly ((bytes: Buffer, draw: DrawnNumbers) => Buffer)[] = [
  (bytes, draw) => flip(bytes, draw),
  (bytes, draw) => {
    for (let flipped = 0; flipped < BYTES_FLIPPED; flipped += 1) flip(bytes, draw);
    return bytes;
  },
  (bytes, draw) => otherDigit(bytes, draw),
  (bytes, draw) => pageOf(bytes, draw).fill(0) && bytes,
  (bytes, draw) => {
    // A page that was written to the wrong place.
    pageOf(bytes, draw).copy(pageOf(bytes, draw));
    return bytes;
  },
  (bytes, draw) => bytes.subarray(0, draw.between(1, bytes.length - 1)),
];

/** A copy of a file with one drawn damage. */
export function damaged(whole: Buffer, draw: DrawnNumbers): Buffer {
  const damage = DAMAGES[draw.between(0, DAMAGES.length - 1)] ?? flip;
  return damage(Buffer.from(whole), draw);
}

function flip(bytes: Buffer, draw: DrawnNumbers): Buffer {
  const at = draw.between(0, bytes.length - 1);
  bytes.writeUInt8(bytes.readUInt8(at) ^ draw.between(1, 255), at);
  return bytes;
}

/** The kind SQLite itself cannot see: a number in what was written becomes another. */
function otherDigit(bytes: Buffer, draw: DrawnNumbers): Buffer {
  let at = draw.between(0, bytes.length - 1);
  while (!DIGITS.includes(String.fromCharCode(bytes.readUInt8(at)))) at = (at + 1) % bytes.length;
  const digit = bytes.readUInt8(at) - 48;
  bytes.writeUInt8(48 + ((digit + draw.between(1, 9)) % 10), at);
  return bytes;
}

function pageOf(bytes: Buffer, draw: DrawnNumbers): Buffer {
  const page = draw.between(0, bytes.length / PAGE_BYTES - 1);
  return bytes.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
}
