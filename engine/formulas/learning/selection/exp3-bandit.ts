import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { clip } from '../../../numerics/clip.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import type { StrategyReturns } from '../../step-contents.ts';

/**
 * Probability with which the strategy at place `strategy` of the running ones (0 is the first) is chosen for
 * a round of `block` bars. One is drawn for each round; what it earns moves the probabilities. Known with the
 * first report of what the strategies earned; the bandit begins again when others run.
 */
export const exp3Bandit = defineFormula({
  id: 'F72',
  key: 'exp3-bandit',
  title: 'EXP3 strategy selection',
  family: 'learning',
  output: { unit: 'probabilities', min: 0, max: 1 },
  role: 'filter',
  source:
    "Auer, P., Cesa-Bianchi, N., Freund, Y. and Schapire, R. E., 'The Nonstochastic Multiarmed Bandit Problem', SIAM Journal on Computing, 2002",
  catalogue: {
    inputs: ['external'],
    params: {
      gamma: { unit: '1', meaning: 'exploration' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
      scale: { unit: 'sig', meaning: 'reward scale' },
      block: { unit: 'bars', meaning: 'bars per round' },
    },
    definition: `
      External: K strategies, of which one is chosen per round of \`block\` bars. p_i=(1-gamma)*w_i/sum
      w+gamma/K; draw u, choose the first i with cumulative p > u. Reward of the round
      X=clip(0.5+0.5*G/(scale*sig*sqrt(block)),0,1), G = net log return the chosen strategy would have
      made (0 if it did not trade). w_chosen <- w_chosen*exp(gamma*X/(p_chosen*K)); all w divided by max
      w. Start w=1. Value p (vector).
    `,
    update: 'O(K) per round.',
    signal: 'filter: gate = 1 for the chosen strategy, for the others gate = p_i/max p.',
    range: '[gamma/K,1]',
  },
  defaults: { gamma: 0.1, seed: 42, scale: 2, block: 20, strategy: 0 },
  input: 'step',
  reads: ['bar', 'strategy-returns'],
  readings: {
    ...FILTER,
    /** Place of the strategy drawn for this round. */
    chosen: { unit: 'place', min: 0 },
  },
  warmUp: () => 1,

  start({ block, gamma, scale, seed, strategy }) {
    wholeNumber('strategy', strategy, 0);
    const bandit = new Exp3(gamma, seed);
    const volatility = new BarVolatility();
    const returns = new CloseReturns();
    let names: readonly string[] = [];
    let gain = 0;
    let barsLeft = 0;

    const endRound = (): void => {
      const usual = scale * volatility.value * Math.sqrt(block);
      // Before the volatility is known a gain cannot be told to be large or small.
      if (usual > 0) bandit.reward(clip(0.5 + (0.5 * gain) / usual, 0, 1));
    };
    const beginRound = (): void => {
      bandit.draw();
      gain = 0;
      barsLeft = block;
    };
    const take = ({ names: running, returns: earned }: StrategyReturns): void => {
      if (running.length !== names.length || running.some((name, i) => name !== names[i])) {
        names = [...running];
        bandit.restart(names.length);
        beginRound();
        return;
      }
      gain += earned[bandit.chosen] ?? 0;
      barsLeft -= 1;
      if (barsLeft > 0) return;
      endRound();
      beginRound();
    };
    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'bar') {
        const move = returns.next(input.bar.close);
        if (Number.isFinite(move)) volatility.push(move);
      } else if (input.kind === 'strategy-returns') take(input.strategies);
      return bandit.probabilities[strategy];
    };
    return withReadings(step, {
      gate: () => bandit.gate(strategy),
      chosen: () => bandit.chosen,
    });
  },
});

/**
 * Chooses among arms whose rewards may change in any way: exponential weights on what each has earned.
 *
 * Source: Auer, Cesa-Bianchi, Freund & Schapire (2002), The Nonstochastic Multiarmed Bandit Problem.
 */
export class Exp3 {
  chosen = 0;
  readonly #exploration: number;
  readonly #random: Mulberry32;
  #weights = new Float64Array();
  #probabilities = new Float64Array();

  constructor(exploration: number, seed: number) {
    this.#exploration = exploration;
    this.#random = new Mulberry32(seed);
  }

  restart(arms: number): void {
    this.#weights = new Float64Array(arms).fill(1);
    this.#probabilities = new Float64Array(arms);
    this.#share();
  }

  /** One for each arm, as of the last reward; the list is used again. */
  get probabilities(): Readonly<Float64Array> {
    return this.#probabilities;
  }

  draw(): void {
    const uniform = this.#random.uniform();
    let cumulative = 0;
    const first = this.#probabilities.findIndex((each) => (cumulative += each) > uniform);
    // The probabilities may sum to a little less than 1.
    this.chosen = first < 0 ? this.#weights.length - 1 : first;
  }

  /** Takes in the reward of the chosen arm, 0 to 1. */
  reward(reward: number): void {
    const probability = this.#probabilities[this.chosen] ?? 1;
    const growth = Math.exp((this.#exploration * reward) / (probability * this.#weights.length));
    this.#weights[this.chosen] = (this.#weights[this.chosen] ?? 0) * growth;
    const most = Math.max(...this.#weights);
    this.#weights = this.#weights.map((each) => each / most);
    this.#share();
  }

  gate(arm: number): number {
    const { probabilities } = this;
    return arm === this.chosen ? 1 : (probabilities[arm] ?? 0) / Math.max(...probabilities);
  }

  #share(): void {
    let sum = 0;
    for (let arm = 0; arm < this.#weights.length; arm += 1) sum += this.#weights[arm] as number;
    const explored = this.#exploration / this.#weights.length;
    for (let arm = 0; arm < this.#weights.length; arm += 1)
      this.#probabilities[arm] = ((1 - this.#exploration) * (this.#weights[arm] as number)) / sum + explored;
  }
}
