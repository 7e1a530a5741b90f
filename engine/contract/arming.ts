/**
 * Arming a real account, between the host and the engine. The engine knows what has to be so and decides; the host
 * shows it to the person in a dialog no page can answer, and says what the person did.
 */

/** What the person reads before entries may leave for a real venue. */
export interface ArmingReview {
  /** The name the person has to type. */
  readonly accountName: string;
  readonly venue: string;
  /** Amounts as decimals with their currency: `1,250.00 USDT`. */
  readonly equity: string;
  readonly mostLossToday: string;
  readonly mostPosition: string;
  readonly strategies: readonly string[];
  /** What stands in the way, by the words of the engine; what the person has yet to do is not among them. */
  readonly obstacles: readonly string[];
  /** The one obstacle a person may take upon themselves: too short a record on paper. */
  readonly canOverrideRecord: boolean;
}

/** What the person did, as the host saw it. */
export interface ArmingDeed {
  readonly typedName: string;
  /** How long the dialog had been open when it was confirmed. */
  readonly confirmedAfterMs: number;
  readonly overridesRecord: boolean;
  readonly forMs: number;
}

/** The engine's part of it, where an account can be traded. Details hold no secret. */
export interface LiveDesk {
  review(keyId: string): Promise<ReviewAnswer>;
  arm(keyId: string, deed: ArmingDeed): Promise<ArmAnswer>;
  disarm(because: string): void;
}

export type ReviewAnswer =
  | { readonly ok: true; readonly review: ArmingReview }
  | { readonly ok: false; readonly detail: string };

/** Armed until then, or not at all and why. */
export type ArmAnswer =
  | { readonly ok: true; readonly armedUntilMs: number }
  | { readonly ok: false; readonly detail: string };
