import type { Suggestion, TheoryInterval } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { shannonEntropy } from '../formulas/statistics/shannon-entropy.ts';
import { clip } from '../numerics/clip.ts';
import { RecentValues } from '../numerics/recent-values.ts';
import { REACH, RETURNS, type Theory, type TheoryRun } from './theory.ts';

const RANDOM_ABOVE = 0.7;
const STRUCTURED_BELOW = 0.3;
/** Pairs of signs that may lie before a sign. */
const PASTS = 4;
const MOVE_BARS = 20;

/**
 * How random returns are: 0 is known beforehand, 1 is a coin. As described, the evenness of the sizes of
 * returns (F9). Corrected, what remains unknown of the sign of a return once the two signs before it are
 * known: sizes say nothing about what can be foretold. In bits, with the bias of Miller and Madow taken off.
 */
export const entropyTheory: Theory = {
  name: 'entropy',
  unit: '1',
  min: 0,
  max: 1,
  window: RETURNS,
  horizonBars: 1,
  warmUp: (preset) => (preset === 'described' ? RETURNS + 21 : RETURNS + 3),
  start: ({ preset }) => (preset === 'described' ? startSizes() : startSigns()),
};

/** Entropy of a sign after its two predecessors, from how often each was seen, with its standard error. */
export function signEntropy(counts: ArrayLike<number>): { readonly entropy: number; readonly error: number } {
  let total = 0;
  let surprise = 0;
  let squares = 0;
  let seen = 0;
  for (let past = 0; past < PASTS; past += 1) {
    const [falls, rises] = [counts[2 * past] as number, counts[2 * past + 1] as number];
    if (falls > 0 && rises > 0) seen += 1;
    for (const count of [falls, rises]) {
      if (count === 0) continue;
      const bits = -Math.log2(count / (falls + rises));
      total += count;
      surprise += count * bits;
      squares += count * bits * bits;
    }
  }
  const mean = surprise / total;
  // Near a coin the first-order error vanishes and that of the chi-squared term is what is left.
  const second = seen / 2 / (total * Math.LN2) ** 2;
  const error = Math.sqrt(Math.max(0, squares / total - mean * mean) / total + second);
  return { entropy: clip(mean + seen / (2 * total * Math.LN2), 0, 1), error };
}

function startSigns(): TheoryRun {
  const returns = new CloseReturns();
  const words = new RecentValues(RETURNS);
  const counts = new Float64Array(2 * PASTS);
  let past = 0;
  let signs = 0;

  return {
    push(step) {
      if (step.kind !== 'bar') return;
      const move = returns.next(step.bar.close);
      // A bar that ends where it began is no sign.
      if (!(Math.abs(move) > 0)) return;
      const bit = move > 0 ? 1 : 0;
      signs += 1;
      if (signs > 2) {
        const leaving = words.isFull ? words.at(RETURNS - 1) : -1;
        if (leaving >= 0) counts[leaving] = (counts[leaving] as number) - 1;
        const word = 2 * past + bit;
        words.push(word);
        counts[word] = (counts[word] as number) + 1;
      }
      past = (2 * past + bit) % PASTS;
    },
    get lean() {
      if (!words.isFull) return undefined;
      const [falls, rises] = [counts[2 * past] as number, counts[2 * past + 1] as number];
      return (rises - falls) / (rises + falls + 2);
    },
    read() {
      if (!words.isFull) return undefined;
      const { entropy, error } = signEntropy(counts);
      const low = clip(entropy - REACH * error, 0, 1);
      const high = clip(entropy + REACH * error, 0, 1);
      return readingOf(entropy, { low, high, kind: 'asymptotic' });
    },
  };
}

function startSizes(): TheoryRun {
  const run = shannonEntropy.start({ ...shannonEntropy.defaults, n: RETURNS });
  const closes = new RecentValues(MOVE_BARS + 1);
  let entropy: number | undefined;
  return {
    push(step) {
      if (step.kind !== 'bar') return;
      closes.push(step.bar.close);
      entropy = run(step.bar);
    },
    get lean() {
      if (entropy === undefined) return undefined;
      const order = clip((RANDOM_ABOVE - entropy) / (RANDOM_ABOVE - STRUCTURED_BELOW), 0, 1);
      return order * Math.sign(closes.at(0) - closes.at(MOVE_BARS));
    },
    read() {
      if (entropy === undefined) return undefined;
      const reach = REACH * (run.readings?.['error']?.() ?? 0);
      const [low, high] = [clip(entropy - reach, 0, 1), clip(entropy + reach, 0, 1)];
      return { ...readingOf(entropy), interval: { low, high, kind: 'asymptotic' } };
    },
  };
}

function readingOf(entropy: number, interval?: TheoryInterval) {
  const { high = entropy, low = entropy } = interval ?? {};
  const suggests: Suggestion =
    low > RANDOM_ABOVE ? 'random' : high < STRUCTURED_BELOW ? 'structured' : 'cannot-tell';
  const key = (
    { random: 'entropy-random', structured: 'entropy-structured', 'cannot-tell': 'entropy-between' } as const
  )[suggests];
  const sentence = { key, numbers: { entropy, bars: RETURNS } };
  return { value: entropy, observations: RETURNS, suggests, sentence, ...(interval && { interval }) };
}
