import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { AnyFormula } from '../formulas/formula.ts';
import { allFormulas } from '../formulas/registry/all-formulas.generated.ts';
import type { FeatureHandle } from './feature-handle.ts';
import type { FeatureHub } from './feature-hub.ts';

/**
 * How a formula stands: it has a value (`ready`), has not been fed what it needs yet (`warming`), or has
 * been and yet there is nothing to say now (`silent`).
 */
export type FormulaState = 'ready' | 'warming' | 'silent';

/** One formula of a bank. */
export interface BankedFormula {
  readonly formula: AnyFormula;
  readonly handle: FeatureHandle;
  readonly state: FormulaState;
  /** Inputs taken in and inputs needed before there can be a value. */
  readonly seen: number;
  readonly needed: number;
}

/** How many formulas of a bank stand how. */
export type BankProgress = Readonly<Record<FormulaState | 'total', number>>;

/**
 * Many formulas on one instrument with their defaults, all of the product unless told otherwise. Whoever
 * opens a bank gives it back; formulas that somebody else follows too go on.
 */
export class FormulaBank {
  readonly members: readonly BankedFormula[];

  /** @throws {RangeError} when the instrument is not of this session. */
  constructor(hub: FeatureHub, instrument: InstrumentId, formulas: readonly AnyFormula[] = allFormulas) {
    this.members = formulas.map(
      (formula) => new Banked(formula, hub.request(instrument, { formula: formula.id })),
    );
  }

  progress(): BankProgress {
    const counts = { ready: 0, warming: 0, silent: 0, total: this.members.length };
    for (const { state } of this.members) counts[state] += 1;
    return counts;
  }

  /** Gives every formula back. */
  release(): void {
    for (const { handle } of this.members) handle.release();
  }
}

class Banked implements BankedFormula {
  readonly formula: AnyFormula;
  readonly handle: FeatureHandle;
  readonly needed: number;

  constructor(formula: AnyFormula, handle: FeatureHandle) {
    this.formula = formula;
    this.handle = handle;
    this.needed = formula.warmUp(formula.defaults);
  }

  get seen(): number {
    return this.handle.updates;
  }

  get state(): FormulaState {
    if (this.handle.value !== undefined) return 'ready';
    return this.seen < this.needed ? 'warming' : 'silent';
  }
}
