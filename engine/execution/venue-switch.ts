import type { ContractKind } from '../domain/instrument/instrument.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { DeadManBait, DeadManResult } from '../domain/venue/dead-man-finding.ts';

/** A real venue's dead man's switch, as far as a test of it reaches. */
export interface VenueSwitch {
  /** Sets it to its least time, lets it run out once, and finds out at the venue what it took along. */
  runOut(bait: DeadManBait, time: UnixMs): readonly Outcome[];
  /** What was found; undefined while that is not known. */
  readonly result: DeadManResult | undefined;
  /** Ends the test, wherever it is: the switch goes off. */
  end(time: UnixMs): readonly Outcome[];
  /** The venue has said that the switch is off. */
  readonly isOff: boolean;
  /** From now on it counts, in markets of that kind, as one that spares stops or does not. */
  learn(market: ContractKind, sparesStops: boolean): void;
}
