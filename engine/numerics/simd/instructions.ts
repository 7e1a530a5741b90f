/** Instructions of a kernel in the encoding of WebAssembly, in the order in which they are carried out. */
export type Code = readonly number[];

/** A number of a kernel that can change. */
export interface Local {
  readonly index: number;
}

/** Whole numbers without sign, in groups of seven bits. */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  do {
    const last = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? last + 128 : last);
  } while (rest > 0);
  return bytes;
}

/** Whole numbers with a sign, in groups of seven bits. */
export function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const last = rest & 127;
    rest >>= 7;
    const isLast = (rest === 0 && (last & 64) === 0) || (rest === -1 && (last & 64) !== 0);
    bytes.push(isLast ? last : last + 128);
    if (isLast) return bytes;
  }
}

const floatBytes = (value: number): Code => [...new Uint8Array(Float64Array.of(value).buffer)];
const binary =
  (...opcode: number[]) =>
  (one: Code, other: Code): Code => [...one, ...other, ...opcode];
const unary =
  (...opcode: number[]) =>
  (one: Code): Code => [...one, ...opcode];
const vector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
/** Two of the four numbers of two pairs, by their places. */
const shuffled = (...places: readonly number[]): number[] => [
  ...vector(0x0d),
  ...places.flatMap((place) => Array.from({ length: 8 }, (_, byte) => 8 * place + byte)),
];
/** Reads `offset` bytes behind an address. */
const reading =
  (...opcode: number[]) =>
  (address: Code, offset = 0): Code => [...address, ...opcode, 0, ...unsigned(offset)];
const writing =
  (...opcode: number[]) =>
  (address: Code, value: Code, offset = 0): Code => [...address, ...value, ...opcode, 0, ...unsigned(offset)];

export const read = ({ index }: Local): Code => [0x20, ...unsigned(index)];
export const write = ({ index }: Local, value: Code): Code => [...value, 0x21, ...unsigned(index)];

/** Whole numbers, which addresses and counts are. */
export const whole = {
  of: (value: number): Code => [0x41, ...signed(value)],
  plus: binary(0x6a),
  minus: binary(0x6b),
  times: binary(0x6c),
  or: binary(0x72),
  load: reading(0x28),
  /** One of 16 bits without sign, and one of eight. */
  loadShort: reading(0x2f),
  loadByte: reading(0x2d),
  store: writing(0x36),
  below: binary(0x48),
  notAbove: binary(0x4c),
  /** The first where the third is not 0, the second elsewhere: both are worked out, and nothing is guessed. */
  choose: (one: Code, other: Code, where: Code): Code => [...one, ...other, ...where, 0x1b],
  /** 1 where both are the same, 0 elsewhere. */
  equal: binary(0x46),
};

/** Single floating-point numbers. */
export const float = {
  of: (value: number): Code => [0x44, ...floatBytes(value)],
  load: reading(0x2b),
  store: writing(0x39),
  plus: binary(0xa0),
  minus: binary(0xa1),
  times: binary(0xa2),
  ofWhole: unary(0xb7),
  /** The least whole number that is not below it. */
  ceiling: unary(0x9b),
  /** As a whole number of 32 bits, without what follows the point. */
  toWhole: unary(0xfc, 0x02),
  /** 1 where the first is above the other, 0 elsewhere. */
  above: binary(0x64),
  /** 1 where the first is at least the other, 0 elsewhere. */
  atLeast: binary(0x66),
};

/** Two floating-point numbers at once. */
export const pair = {
  of: (value: number): Code => [...vector(0x0c), ...floatBytes(value), ...floatBytes(value)],
  twice: unary(...vector(0x14)),
  load: reading(...vector(0x00)),
  /** One number in both places. */
  loadTwice: reading(...vector(0x0a)),
  store: writing(...vector(0x0b)),
  /** One number, with 0 in the second place, and one in the second place of a pair. */
  loadFirst: reading(...vector(0x5d)),
  loadSecond: (address: Code, before: Code): Code => [...address, ...before, ...vector(0x57), 0, 0, 1],
  plus: binary(...vector(0xf0)),
  minus: binary(...vector(0xf1)),
  times: binary(...vector(0xf2)),
  over: binary(...vector(0xf3)),
  /** The first where neither is below the other, or above it: one instruction, while those that heed -0 take seven. */
  least: binary(...vector(0xf6)),
  most: binary(...vector(0xf7)),
  negative: unary(...vector(0xed)),
  size: unary(...vector(0xec)),
  root: unary(...vector(0xef)),
  above: binary(...vector(0x4a)),
  notAbove: binary(...vector(0x4b)),
  /** The first where the third is true, the second elsewhere. */
  choose: (one: Code, other: Code, where: Code): Code => [...one, ...other, ...where, ...vector(0x52)],
  first: unary(...vector(0x21), 0),
  second: unary(...vector(0x21), 1),
  /** The first of one and the first of another, and the second of both. */
  firsts: binary(...shuffled(0, 2)),
  seconds: binary(...shuffled(1, 3)),
  /** The bits of both as whole numbers. */
  bitsPlus: binary(...vector(0xce)),
  bitsMinus: binary(...vector(0xd1)),
  bitsOr: binary(...vector(0x50)),
  bitsAnd: binary(...vector(0x4e)),
  bitsUp: (one: Code, bits: number): Code => [...one, ...whole.of(bits), ...vector(0xcb)],
  bitsDown: (one: Code, bits: number): Code => [...one, ...whole.of(bits), ...vector(0xcd)],
};

/** Four whole numbers of 32 bits at once, without sign. */
export const fours = {
  of: (...values: readonly number[]): Code => [
    ...vector(0x0c),
    ...new Uint8Array(Int32Array.from(values).buffer),
  ],
  /** One number in all four places. */
  all: unary(...vector(0x11)),
  load: pair.load,
  store: pair.store,
  /** One number in all four places. */
  loadFour: reading(...vector(0x09)),
  plus: binary(...vector(0xae)),
  minus: binary(...vector(0xb1)),
  times: binary(...vector(0xb5)),
  /** All bits where the first is at most the other, with their signs; none elsewhere. */
  notAbove: binary(...vector(0x3d)),
  /** Not 0 where one of the bits is set. */
  any: unary(...vector(0x53)),
  /** The sum of four numbers that stand in a local. */
  sum: (local: Local): Code => {
    const lane = (place: number): Code => [...read(local), ...vector(0x1b), place];
    return whole.plus(whole.plus(lane(0), lane(1)), whole.plus(lane(2), lane(3)));
  },
  or: binary(...vector(0x50)),
  exclusive: binary(...vector(0x51)),
  bitsDown: (one: Code, bits: number): Code => [...one, ...whole.of(bits), ...vector(0xad)],
  /** The first two as floating-point numbers, and the last two. */
  firstTwo: unary(...vector(0xff)),
  lastTwo: (one: Local): Code => fours.firstTwo(pair.seconds(read(one), read(one))),
};

/** Eight whole numbers of 16 bits at once. */
export const shorts = {
  load: pair.load,
  minus: binary(...vector(0x91)),
  /** Products of neighbors, summed two by two into four numbers of 32 bits. */
  neighborProducts: binary(...vector(0xba)),
};

/** The sum of both numbers of a pair, which is worked out twice unless it is a local. */
export const sumOfBoth = (local: Local): Code =>
  float.plus(pair.first(read(local)), pair.second(read(local)));

/** Where a whole number is not 0. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b];

/** One after the other. */
export const steps = (...codes: readonly Code[]): Code => codes.flat();
