/** How often the world goes wrong in a simulation. Probabilities are per request, per stream event or per append. */
export interface FaultProfile {
  readonly name: 'F0' | 'F1' | 'F2';
  /** One way between us and the venue on a good day, in ms. */
  readonly delayMs: readonly [least: number, most: number];
  /** The request never reaches the venue. */
  readonly requestLost: number;
  /** The venue did it; its reply never reaches us. */
  readonly replyLost: number;
  /** Request or reply is held up for `heldUpMs`. */
  readonly heldUp: number;
  readonly heldUpMs: readonly [least: number, most: number];
  /** The venue did it and answers with a 5xx. */
  readonly errorAfterDone: number;
  /** The venue turns the request away because of its rate. */
  readonly limited: number;
  /** The venue turns down what it would have accepted. */
  readonly rejected: number;
  /** A stream event never comes. */
  readonly streamDropped: number;
  readonly streamDuplicated: number;
  /** Stream events come up to this much later, each by its own, so that they overtake each other. */
  readonly streamJitterMs: number;
  /** The stream breaks, per minute. */
  readonly streamBreaks: number;
  /** What was done at the venue is not to be read there yet. */
  readonly readsLate: number;
  readonly readsLateMs: number;
  /** A stop that was set off never fills, though it stays. */
  readonly triggerStalls: number;
  /** The venue cancels a stop by itself, at each step of its market. */
  readonly stopVanishes: number;
  /** The same without a word to anybody, while the engine runs and while it is down. */
  readonly stopVanishesUntold: number;
  readonly stopVanishesWhileDown: number;
  /** The venue says it has placed a stop and has not. */
  readonly stopNotThere: number;
  /** The engine dies, at each journal append and at each send. */
  readonly crash: number;
  readonly downMs: readonly [least: number, most: number];
  /** Our wall clock is set, per minute; up to so much either way. */
  readonly clockSet: number;
  readonly clockSetMs: number;
  /** The journal refuses a write because the disk is full, per append. */
  readonly diskFull: number;
}

const NONE = {
  requestLost: 0,
  replyLost: 0,
  heldUp: 0,
  heldUpMs: [2500, 7000],
  errorAfterDone: 0,
  limited: 0,
  rejected: 0,
  streamDropped: 0,
  streamDuplicated: 0,
  streamJitterMs: 0,
  streamBreaks: 0,
  readsLate: 0,
  readsLateMs: 1500,
  triggerStalls: 0,
  stopVanishes: 0,
  stopVanishesUntold: 0,
  stopVanishesWhileDown: 0,
  stopNotThere: 0,
  crash: 0,
  downMs: [200, 8000],
  clockSet: 0,
  clockSetMs: 86_400_000,
  diskFull: 0,
} as const;

/** A healthy venue. */
export const F0: FaultProfile = { ...NONE, name: 'F0', delayMs: [5, 120] };

/** A venue and a machine on their worst day. */
export const F1: FaultProfile = {
  ...F0,
  name: 'F1',
  requestLost: 0.06,
  replyLost: 0.06,
  heldUp: 0.08,
  errorAfterDone: 0.05,
  limited: 0.03,
  rejected: 0.03,
  streamDropped: 0.08,
  streamDuplicated: 0.08,
  streamJitterMs: 900,
  streamBreaks: 0.5,
  readsLate: 0.1,
  triggerStalls: 0.02,
  stopVanishes: 0.001,
  stopVanishesUntold: 0.0005,
  stopVanishesWhileDown: 0.03,
  stopNotThere: 0.02,
  crash: 0.004,
};

/**
 * And the machine's clock and disk besides. An append that the engine died in is the torn end of its journal: nothing
 * of it is there afterwards. What a live session is made of comes from its journal, not from the settings.
 */
export const F2: FaultProfile = { ...F1, name: 'F2', clockSet: 1, diskFull: 0.002 };
