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
export function informationGain(
  [left0, left1]: readonly [number, number],
  [right0, right1]: readonly [number, number],
): number {
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
  const part = (share: number) => (share > 0 ? -share * Math.log2(share) : 0);
  return count === 0 ? 0 : part(one / count) + part(other / count);
}

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
    const [zero, one] = this.#leafOf(x).leaf.known;
    return (one + 1) / (zero + one + 2);
  }

  learn(x: Readonly<Float64Array>, isOne: boolean): void {
    const { leaf, replace } = this.#leafOf(x);
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
    if (split !== undefined) replace(this.#split(leaf.depth, split));
  }

  #leafOf(x: Readonly<Float64Array>): { readonly leaf: Leaf; readonly replace: (place: Place) => void } {
    let parent: Node | undefined;
    let isLeft = false;
    let place = this.#root;
    while ('threshold' in place) {
      parent = place;
      isLeft = (x[place.column] as number) <= place.threshold;
      place = isLeft ? place.left : place.right;
    }
    const replace = (other: Place): void => {
      if (parent === undefined) this.#root = other;
      else if (isLeft) parent.left = other;
      else parent.right = other;
    };
    return { leaf: place, replace };
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
    const zeros = leaf.bins.subarray(2 * column * size, (2 * column + 1) * size);
    const ones = leaf.bins.subarray((2 * column + 1) * size, (2 * column + 2) * size);
    const allZeros = zeros.reduce((sum, each) => sum + each, 0);
    const allOnes = leaf.seen - allZeros;
    let best = NONE;
    let zero = 0;
    let one = 0;
    for (let bin = 0; bin < this.#rules.cand; bin += 1) {
      zero += zeros[bin] as number;
      one += ones[bin] as number;
      const left = [zero, one] as const;
      const right = [allZeros - zero, allOnes - one] as const;
      const gain = informationGain(left, right);
      if (gain > best.gain) best = { column, bin, gain, left, right };
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
