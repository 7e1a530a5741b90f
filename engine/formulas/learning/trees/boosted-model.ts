import { leafValue, packTrees, unpackTrees, type DecisionTree } from '../../../numerics/decision-tree.ts';
import type { BoostedTrees } from '../../../numerics/gradient-boosting.ts';
import { PackedTrees } from '../../../numerics/packed-trees.ts';
import { rowOf, type Samples } from '../protocol/samples.ts';

/** A sum of trees as plain numbers: where it starts, how much each tree counts, the trees. */
export function packBoosted({ shrinkage, start, trees }: BoostedTrees): number[] {
  return [start, shrinkage, ...packTrees(trees)];
}

/** Forecasts the probability of a rise with the numbers of {@link packBoosted}. */
export function openBoosted(model: Float64Array) {
  const [start = 0, shrinkage = 0] = model;
  const trees = new PackedTrees(unpackTrees(model.subarray(2)));
  return {
    predict: (x: Readonly<Float64Array>) => 1 / (1 + Math.exp(-start - shrinkage * trees.sumOf(x))),
    release: () => trees.release(),
  };
}

/** Watches the logistic loss on samples that are not fitted to, while trees are added. */
export class BoostingWatch {
  readonly #samples: Samples;
  readonly #scores: Float64Array;
  readonly #shrinkage: number;
  #rounds = 0;
  #least = Infinity;
  bestRounds = 0;

  constructor(samples: Samples, start: number, shrinkage: number) {
    this.#samples = samples;
    this.#shrinkage = shrinkage;
    this.#scores = new Float64Array(samples.count).fill(start);
    this.#compare();
  }

  /** Trees added since the loss was least. */
  get roundsSinceBest(): number {
    return this.#rounds - this.bestRounds;
  }

  add(tree: DecisionTree): void {
    for (let i = 0; i < this.#samples.count; i += 1) {
      const step = leafValue(tree, rowOf(this.#samples, i));
      this.#scores[i] = (this.#scores[i] as number) + this.#shrinkage * step;
    }
    this.#rounds += 1;
    this.#compare();
  }

  #compare(): void {
    let loss = 0;
    for (let i = 0; i < this.#samples.count; i += 1) {
      const margin = (this.#samples.labels[i] as number) * (this.#scores[i] as number);
      loss += Math.log1p(Math.exp(-margin));
    }
    if (loss >= this.#least) return;
    this.#least = loss;
    this.bestRounds = this.#rounds;
  }
}
