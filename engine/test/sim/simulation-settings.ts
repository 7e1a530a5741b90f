import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { ExchangeKind } from './exchange/exchange-kinds.ts';
import type { FaultProfile } from './fault-profile.ts';
import type { MachineSleep } from './machine-sleep.ts';
import type { StormPlan } from './storm-plan.ts';

/** What a run is drawn from. */
export interface SimulationSettings {
  readonly seed: number;
  readonly faults: FaultProfile;
  readonly kind: ExchangeKind;
  /** Has every life of the engine witnessed, with its state after every so many events. */
  readonly witnessEvery?: number | undefined;
  /** The exchange has limits and turns requests away for five minutes. */
  readonly storm?: StormPlan | undefined;
  /** The person sends brackets and pairs, too, and the exchange leaves it to us to take exits back. */
  readonly linked?: boolean | undefined;
  /** Legs of pairs are as far as targets, so that pairs stand while the engine dies. */
  readonly hasFarLegs?: boolean | undefined;
  /** The person puts money in and takes money out at the venue, which lists it. */
  readonly movesMoney?: boolean | undefined;
  /** Somebody leaves stops of their own beside ours. */
  readonly leavesStops?: boolean | undefined;
  /** Fees of what is traded elsewhere are taken in this coin where there is enough of it. */
  readonly feeCoin?: InstrumentId | undefined;
  /** Coins of somebody else's that the account holds from the beginning, in lots. */
  readonly heldBefore?: Readonly<Record<InstrumentId, number>> | undefined;
  /** The machine sleeps once. */
  readonly sleep?: MachineSleep | undefined;
}
