import { ISOLATION_NODE } from './isolation-trees.ts';
import {
  BLOCK_BYTES,
  BLOCK_DEPTH,
  BLOCK_EXITS,
  BLOCK_NODES,
  COLUMNS_AT,
  EXITS_AT,
  walkBlocks,
} from './simd/isolation-kernel.ts';
import { KernelFloats } from './simd/kernel-memory.ts';

const FLOAT_BYTES = 8;
const SHORT_BYTES = 2;
const INTEGER_BYTES = 4;
/** Trees walked through together. */
const TOGETHER = 4;
/** Lengths of paths a byte can stand for; this one stands for all others. */
const OTHER = 255;
/** Rounded numbers lie between those of what is below all thresholds of a column and above them. */
const STEPS = 65_532;
/** Above all of them. */
const NOWHERE = 65_535;

/**
 * The trees of `growIsolationTrees`, to be asked seldom, when other work has taken their place in the caches: four
 * levels of a tree fill one cache line, with thresholds rounded to 16 bits. Where that leaves a doubt, the exact
 * numbers are asked.
 */
export class IsolationTrees {
  /** How many there are. */
  readonly count: number;
  readonly #levels: number;
  /** Of a tree. */
  readonly #blocks: number;
  readonly #packed: KernelFloats;
  /** Exact thresholds, block by block; NaN behind a leaf. */
  readonly #thresholds: Float64Array;
  /** Lengths of paths by what stands at an exit, and by tree and exit where a byte does not suffice. */
  readonly #lengths: number[] = [];
  readonly #ids = new Map<number, number>();
  readonly #otherLengths = new Map<number, number>();
  /** The lowest threshold of each column, and how many steps there are to one. */
  readonly #lows: Float64Array;
  readonly #scales: Float64Array;
  readonly #row: KernelFloats;
  readonly #exits: KernelFloats;

  constructor(nodes: Readonly<Float64Array>) {
    const roots = rootsOf(nodes);
    this.count = roots.length;
    this.#levels = Math.max(1, Math.ceil(deepestOf(nodes) / BLOCK_DEPTH));
    this.#blocks = (BLOCK_EXITS ** this.#levels - 1) / (BLOCK_EXITS - 1);
    const places = TOGETHER * Math.ceil(roots.length / TOGETHER);
    this.#packed = new KernelFloats((places * this.#blocks * BLOCK_BYTES) / FLOAT_BYTES);
    this.#thresholds = new Float64Array(roots.length * this.#blocks * BLOCK_NODES).fill(NaN);
    const ranges = rangesOf(nodes);
    this.#lows = ranges.lows;
    this.#scales = ranges.scales;
    this.#row = new KernelFloats(Math.ceil((SHORT_BYTES * ranges.lows.length) / FLOAT_BYTES));
    this.#exits = new KernelFloats((INTEGER_BYTES * places) / FLOAT_BYTES);
    const bytes = this.#bytes;
    this.#closeAll(roots.length * this.#blocks);
    for (const [tree, root] of roots.entries())
      this.#put({ nodes, bytes, firstBlock: tree * this.#blocks }, root, 0, 0);
  }

  /** Mean length of the path of `x` through the trees. */
  meanPathLength(x: Readonly<Float64Array>): number {
    const row = this.#row.shorts;
    for (let column = 0; column < this.#lows.length; column += 1)
      row[column] = this.#rounded(column, x[column] as number);
    walkBlocks(
      this.#packed.address,
      this.#blocks * BLOCK_BYTES,
      this.#row.address,
      this.#levels,
      this.#exits.address,
      FLOAT_BYTES * this.#exits.length,
    );
    const exits = this.#exits.integers;
    let sum = 0;
    for (let tree = 0; tree < this.count; tree += 1) {
      const exit = exits[tree] as number;
      if (exit < OTHER) sum += this.#lengths[exit] as number;
      else sum += this.#exactLength(x, tree);
    }
    return sum / this.count;
  }

  /** Gives their memory back; they may not be asked again. */
  release(): void {
    for (const floats of [this.#packed, this.#row, this.#exits]) floats.release();
  }

  get #bytes(): Uint8Array {
    const { buffer, byteOffset, byteLength } = this.#packed.values;
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  /** Behind a leaf it does not matter where a walk goes, but no number may be as large as what stands there. */
  #closeAll(blocks: number): void {
    const thresholds = this.#packed.shorts;
    for (let block = 0, at = 0; block < blocks; block += 1, at += BLOCK_BYTES / SHORT_BYTES)
      for (let node = 0; node < BLOCK_NODES; node += 1) thresholds[at + node] = NOWHERE;
  }

  #rounded(column: number, value: number): number {
    const steps = (value - (this.#lows[column] as number)) * (this.#scales[column] as number);
    return steps < 0 ? 0 : Math.min(STEPS, Math.floor(steps)) + 1;
  }

  #exactLength(x: Readonly<Float64Array>, tree: number): number {
    const bytes = this.#bytes;
    let block = 0;
    for (let level = 1; ; level += 1) {
      const from = tree * this.#blocks + block;
      let node = 0;
      while (node < BLOCK_NODES) {
        const column = bytes[BLOCK_BYTES * from + COLUMNS_AT + node] as number;
        const isLeft = (x[column] as number) < (this.#thresholds[BLOCK_NODES * from + node] as number);
        node = 2 * node + (isLeft ? 1 : 2);
      }
      const exit = node - BLOCK_NODES;
      if (level === this.#levels) {
        const length = bytes[BLOCK_BYTES * from + EXITS_AT + exit] as number;
        return (
          (length < OTHER ? this.#lengths[length] : this.#otherLengths.get(BLOCK_EXITS * from + exit)) ?? NaN
        );
      }
      block = nextBlock(block, exit);
    }
  }

  /** Puts a node and what is below it into its place in a block. */
  #put(into: Tree, at: number, block: number, node: number): void {
    const { bytes, firstBlock, nodes } = into;
    const column = nodes[at] as number;
    if (column < 0) return this.#lead(into, this.#idOf(nodes[at + 1] as number), block, node);
    if (node >= BLOCK_NODES) return this.#put(into, at, nextBlock(block, node - BLOCK_NODES), 0);
    const from = firstBlock + block;
    const threshold = nodes[at + 1] as number;
    this.#thresholds[BLOCK_NODES * from + node] = threshold;
    bytes[BLOCK_BYTES * from + COLUMNS_AT + node] = column;
    const rounded = this.#rounded(column, threshold);
    bytes[BLOCK_BYTES * from + SHORT_BYTES * node] = rounded & 255;
    bytes[BLOCK_BYTES * from + SHORT_BYTES * node + 1] = rounded >> 8;
    this.#put(into, at + ISOLATION_NODE, block, 2 * node + 1);
    this.#put(into, nodes[at + 2] as number, block, 2 * node + 2);
  }

  /** From a node, or from the exit behind it, all ways lead to the length of a path. */
  #lead(into: Tree, id: number, block: number, node: number): void {
    const steps = BLOCK_DEPTH - (31 - Math.clz32(node + 1));
    const first = ((node + 1) << steps) - 1 - BLOCK_NODES;
    const end = first + (1 << steps);
    const from = into.firstBlock + block;
    for (let exit = first; exit < end; exit += 1) {
      const next = nextBlock(block, exit);
      if (next < this.#blocks) this.#lead(into, id, next, 0);
      else this.#end(into, id, from, exit);
    }
  }

  /** What stands at an exit of the last level. */
  #end({ bytes }: Tree, id: number, from: number, exit: number): void {
    bytes[BLOCK_BYTES * from + EXITS_AT + exit] = Math.min(id, OTHER);
    if (id >= OTHER) this.#otherLengths.set(BLOCK_EXITS * from + exit, this.#lengths[id] as number);
  }

  #idOf(length: number): number {
    const known = this.#ids.get(length);
    if (known !== undefined) return known;
    this.#ids.set(length, this.#lengths.length);
    return this.#lengths.push(length) - 1;
  }
}

const nextBlock = (block: number, exit: number): number => BLOCK_EXITS * block + 1 + exit;

interface Tree {
  readonly nodes: Readonly<Float64Array>;
  readonly bytes: Uint8Array;
  readonly firstBlock: number;
}

function rootsOf(nodes: Readonly<Float64Array>): number[] {
  const roots: number[] = [];
  for (let root = 0; root < nodes.length;) {
    roots.push(root);
    while ((nodes[root] as number) >= 0) root = nodes[root + 2] as number;
    root += ISOLATION_NODE;
  }
  return roots;
}

/** Steps from a root to the farthest leaf. */
function deepestOf(nodes: Readonly<Float64Array>): number {
  const depths = new Int32Array(nodes.length);
  let deepest = 0;
  for (let at = 0; at < nodes.length; at += ISOLATION_NODE) {
    const depth = depths[at] as number;
    deepest = Math.max(deepest, depth);
    if ((nodes[at] as number) < 0) continue;
    depths[at + ISOLATION_NODE] = depth + 1;
    depths[nodes[at + 2] as number] = depth + 1;
  }
  return deepest;
}

/** The lowest threshold of each column, and how many of the steps between it and the highest there are to one. */
function rangesOf(nodes: Readonly<Float64Array>) {
  const columns = columnsOf(nodes);
  const lows = new Float64Array(columns);
  const highs = new Float64Array(columns);
  const isKnown = new Uint8Array(columns);
  // The first column counts 0 among its thresholds.
  isKnown[0] = 1;
  for (let at = 0; at < nodes.length; at += ISOLATION_NODE) {
    const column = nodes[at] as number;
    const threshold = nodes[at + 1] as number;
    if (column < 0) continue;
    if (isKnown[column] === 0 || threshold < (lows[column] as number)) lows[column] = threshold;
    if (isKnown[column] === 0 || threshold > (highs[column] as number)) highs[column] = threshold;
    isKnown[column] = 1;
  }
  const scales = lows.map((low, column) => STEPS / Math.max((highs[column] as number) - low, 1e-9));
  return { lows, scales };
}

/** Columns up to the last that splits a node, at least one. */
function columnsOf(nodes: Readonly<Float64Array>): number {
  let last = 0;
  for (let at = 0; at < nodes.length; at += ISOLATION_NODE) {
    const column = nodes[at] as number;
    if (column > last) last = column;
  }
  return last + 1;
}
