const FIRST_THRESHOLD = -2.25;
const THRESHOLD_STEP = 0.5;
const LEAST_OF_A_SIDE = 20;

/** Rules by which a {@link GrowingTree} splits its leaves. */
export interface SplitRules {
  /** Risk of a split that more samples would not confirm. */
  readonly delta: number;
  /** Bound below which two splits count as equally good. */
  readonly tie: number;
  /** Samples of a leaf between two looks. */
  readonly grace: number;
  /** Thresholds tried in each column. */
  readonly cand: number;
  readonly maxdepth: number;
  readonly maxleaves: number;
}

/** How far the mean of `count` numbers from 0 to 1 may lie from the truth but for a risk of `delta`. */
export function hoeffdingBound(delta: number, count: number): number {
  return Math.sqrt(Math.log(1 / delta) / (2 * count));
}

/** Bits that a split into sides with these counts of two classes tells about the class. */
export function informationGain(left0: number, left1: number, right0: number, right1: number): number {
  const left = left0 + left1;
  const right = right0 + right1;
  const count = left + right;
  return (
    entropy(left0 + right0, left1 + right1) -
    (left / count) * entropy(left0, left1) -
    (right / count) * entropy(right0, right1)
  );
}

function entropy(one: number, other: number): number {
  const count = one + other;
  return count === 0 ? 0 : partOf(one / count) + partOf(other / count);
}

const partOf = (share: number): number => (share > 0 ? -share * Math.log2(share) : 0);

interface Leaf {
  readonly depth: number;
  /** Samples of falls and of rises, those of before the split included. */
  readonly known: [number, number];
  /** Of its own samples: counts by column, class and bin. */
  readonly bins: Float64Array;
  seen: number;
}

interface Node {
  readonly column: number;
  readonly threshold: number;
  left: Place;
  right: Place;
}

type Place = Leaf | Node;

const isLeftOf = ({ column, threshold }: Node, x: Readonly<Float64Array>): boolean =>
  (x[column] as number) <= threshold;

interface Candidate {
  readonly column: number;
  readonly bin: number;
  readonly gain: number;
  readonly left: readonly [number, number];
  readonly right: readonly [number, number];
}

const NONE: Candidate = { column: -1, bin: -1, gain: 0, left: [0, 0], right: [0, 0] };

/**
 * A tree that grows with the stream: a leaf splits once its samples make it sure enough that the best
 * threshold is the best.
 *
 * Source: Domingos & Hulten (2000), Mining High-Speed Data Streams, KDD.
 */
export class GrowingTree {
  readonly #width: number;
  readonly #rules: SplitRules;
  #root: Place;
  #leaves = 1;

  constructor(width: number, rules: SplitRules) {
    this.#width = width;
    this.#rules = rules;
    this.#root = this.#emptyLeaf(0, [0, 0]);
  }

  get leaves(): number {
    return this.#leaves;
  }

  /** Whether no leaf may split any more. */
  get isFull(): boolean {
    return this.#leaves >= this.#rules.maxleaves;
  }

  /** Probability of class 1 in the leaf of `x`, with one sample of either class added. */
  predict(x: Readonly<Float64Array>): number {
    const { known } = this.#leafOf(x);
    return (known[1] + 1) / (known[0] + known[1] + 2);
  }

  learn(x: Readonly<Float64Array>, isOne: boolean): void {
    const leaf = this.#leafOf(x);
    const label = isOne ? 1 : 0;
    const size = this.#rules.cand + 1;
    leaf.known[label] += 1;
    leaf.seen += 1;
    for (let column = 0; column < this.#width; column += 1) {
      const at = (2 * column + label) * size + this.#binOf(x[column] as number);
      leaf.bins[at] = (leaf.bins[at] as number) + 1;
    }
    if (leaf.seen % this.#rules.grace !== 0 || leaf.depth >= this.#rules.maxdepth || this.isFull) return;
    const split = this.#worthwhileSplit(leaf);
    if (split !== undefined) this.#replaceLeafOf(x, this.#split(leaf.depth, split));
  }

  #leafOf(x: Readonly<Float64Array>): Leaf {
    let place = this.#root;
    while ('threshold' in place) place = isLeftOf(place, x) ? place.left : place.right;
    return place;
  }

  #replaceLeafOf(x: Readonly<Float64Array>, other: Place): void {
    let parent: Node | undefined;
    let place = this.#root;
    while ('threshold' in place) {
      parent = place;
      place = isLeftOf(place, x) ? place.left : place.right;
    }
    if (parent === undefined) this.#root = other;
    else if (isLeftOf(parent, x)) parent.left = other;
    else parent.right = other;
  }

  /** Number of the thresholds that lie below a value: what is counted up to a threshold lies in lower bins. */
  #binOf(value: number): number {
    const bin = Math.ceil((value - FIRST_THRESHOLD) / THRESHOLD_STEP);
    return Math.min(this.#rules.cand, Math.max(0, bin));
  }

  #worthwhileSplit(leaf: Leaf): Candidate | undefined {
    let best = NONE;
    let second = NONE;
    for (let column = 0; column < this.#width; column += 1) {
      const found = this.#bestInColumn(leaf, column);
      if (found.gain > best.gain) {
        second = best;
        best = found;
      } else if (found.gain > second.gain) second = found;
    }
    const bound = hoeffdingBound(this.#rules.delta, leaf.seen);
    const isSure = best.gain - second.gain > bound || bound < this.#rules.tie;
    const sides = [best.left, best.right].map(([zero, one]) => zero + one);
    return isSure && best.gain > 0 && Math.min(...sides) >= LEAST_OF_A_SIDE ? best : undefined;
  }

  #bestInColumn(leaf: Leaf, column: number): Candidate {
    const size = this.#rules.cand + 1;
    const { bins } = leaf;
    const zeros = 2 * column * size;
    const ones = zeros + size;
    let allZeros = 0;
    for (let bin = 0; bin < size; bin += 1) allZeros += bins[zeros + bin] as number;
    const allOnes = leaf.seen - allZeros;
    let best = NONE;
    let zero = 0;
    let one = 0;
    for (let bin = 0; bin < this.#rules.cand; bin += 1) {
      zero += bins[zeros + bin] as number;
      one += bins[ones + bin] as number;
      const gain = informationGain(zero, one, allZeros - zero, allOnes - one);
      if (gain > best.gain)
        best = { column, bin, gain, left: [zero, one], right: [allZeros - zero, allOnes - one] };
    }
    return best;
  }

  #split(depth: number, { bin, column, left, right }: Candidate): Node {
    this.#leaves += 1;
    return {
      column,
      threshold: FIRST_THRESHOLD + bin * THRESHOLD_STEP,
      left: this.#emptyLeaf(depth + 1, left),
      right: this.#emptyLeaf(depth + 1, right),
    };
  }

  #emptyLeaf(depth: number, [zero, one]: readonly [number, number]): Leaf {
    const bins = new Float64Array(2 * this.#width * (this.#rules.cand + 1));
    return { depth, known: [zero, one], bins, seen: 0 };
  }
}
