import type { Bar } from '../domain/market/bar.ts';
import type { AnyFormula, MarketStep, StepKind } from '../formulas/formula.ts';

/** Bars of the other followed instruments, for formulas that read those of all. */
export interface BarsAround {
  /** Own symbol first, the others in the order of `others`. */
  readonly symbols: readonly string[];
  /** Place of the leader among the symbols; -1 when it is not followed. */
  readonly leader: number;
  /** Bars of the same length as the own ones, oldest first, one list for each other symbol. */
  readonly others: readonly (readonly Bar[])[];
}

/** Kinds of steps that can be told from bars alone. */
const FROM_BARS: ReadonlySet<StepKind> = new Set(['bar', 'peers']);

/** How much of what a formula reads can be told from bars: all of it, a part, or nothing. */
export function readsFromBars({
  input,
  reads = [],
}: Pick<AnyFormula, 'input' | 'reads'>): 'all' | 'part' | 'none' {
  if (input === 'bar' || input === 'price') return 'all';
  if (input !== 'step') return 'none';
  const known = reads.filter((kind) => FROM_BARS.has(kind)).length;
  if (known === 0) return 'none';
  return known === reads.length ? 'all' : 'part';
}

/** Tells bar after bar the steps of kinds a formula reads, in the order in which a running one hears of them. */
export class BarSteps {
  readonly #reads: readonly StepKind[];
  readonly #around: BarsAround | undefined;
  /** How far the bars of each other symbol have been told. */
  readonly #next: number[];

  constructor(reads: readonly StepKind[], around?: BarsAround) {
    this.#reads = reads;
    this.#around = around;
    this.#next = around?.others.map(() => 0) ?? [];
  }

  *of(bar: Bar): Generator<MarketStep> {
    const time = bar.openTime + bar.intervalMs;
    if (this.#reads.includes('bar')) yield { kind: 'bar', time, bar };
    if (this.#around === undefined || !this.#reads.includes('peers')) return;
    const { leader, others, symbols } = this.#around;
    const bars = [bar, ...others.map((_bars, at) => this.#barAt(at, bar.openTime))];
    yield { kind: 'peers', time, peers: { symbols, bars, leader } };
  }

  /** The bar of another symbol that begins at `openTime`; undefined where it has none. */
  #barAt(at: number, openTime: number): Bar | undefined {
    const bars = this.#around?.others[at] ?? [];
    let next = this.#next[at] ?? 0;
    while (next < bars.length && (bars[next]?.openTime ?? Infinity) < openTime) next += 1;
    this.#next[at] = next;
    const found = bars[next];
    return found?.openTime === openTime ? found : undefined;
  }
}
