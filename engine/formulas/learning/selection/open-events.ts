/** A trade that might be entered now. */
export interface EventStart {
  /** What is known; copied. */
  readonly inputs: Readonly<Float64Array>;
  readonly close: number;
  readonly side: 1 | -1;
  /** Unit of its barriers as a fraction of the price. */
  readonly barrier: number;
}

/** What became of it. The object is used again for the next one. */
export interface EndedEvent {
  readonly inputs: Readonly<Float64Array>;
  /** Number of the bar at whose close it began. */
  readonly bar: number;
  /** 1 where it reached its target, -1 where its stop; at its end by whether it paid. */
  readonly label: 1 | -1;
  /** Mean over its bars of one by the number of events that were open. */
  readonly uniqueness: number;
}

/** Where events end: target and stop in units of their barrier, the last bar, and what a round trip costs. */
export interface Barriers {
  readonly horizon: number;
  readonly target: number;
  readonly stop: number;
  readonly cost: number;
}

interface OpenEvent extends EventStart {
  readonly bar: number;
  /** Sum over all bars up to its beginning of one by the number of open events. */
  readonly shares: number;
}

/**
 * What a move of the price does to an event: 1 at its target, -1 at its stop, 0 where it stays open. After
 * `age` bars it ends by whether the move paid for the round trip.
 */
export function barrierLabel(
  move: number,
  { barrier, side }: Pick<EventStart, 'barrier' | 'side'>,
  age: number,
  { cost, horizon, stop, target }: Barriers,
): 1 | 0 | -1 {
  if (side * move >= target * barrier) return 1;
  if (side * move <= -stop * barrier) return -1;
  if (age < horizon) return 0;
  return side * move - cost > 0 ? 1 : -1;
}

/** Follows events bar by bar until they reach a barrier. */
export class OpenEvents {
  readonly #barriers: Barriers;
  readonly #onEnd: (event: EndedEvent) => void;
  #open: OpenEvent[] = [];
  #bar = 0;
  #shares = 0;

  constructor(barriers: Barriers, onEnd: (event: EndedEvent) => void) {
    this.#barriers = barriers;
    this.#onEnd = onEnd;
  }

  /** Begins an event at the close of the last bar. */
  begin(start: EventStart): void {
    const inputs = Float64Array.from(start.inputs);
    this.#open.push({ ...start, inputs, bar: this.#bar, shares: this.#shares });
  }

  closeBar(close: number): void {
    this.#bar += 1;
    if (this.#open.length === 0) return;
    this.#shares += 1 / this.#open.length;
    this.#open = this.#open.filter((event) => {
      const age = this.#bar - event.bar;
      const label = barrierLabel(close / event.close - 1, event, age, this.#barriers);
      if (label === 0) return true;
      const uniqueness = (this.#shares - event.shares) / age;
      this.#onEnd({ inputs: event.inputs, bar: event.bar, label, uniqueness });
      return false;
    });
  }
}
