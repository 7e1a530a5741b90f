import { Random } from '../../numerics/random.ts';
import type { VenueClock } from '../venue-clock.ts';

/** How often what goes wrong with a pushed message, as probabilities. */
export interface PushFaults {
  readonly drop: number;
  readonly duplicate: number;
  /** Sent only after the next one. */
  readonly reorder: number;
  readonly delay: number;
  readonly delayMs: number;
}

/** What a REST request is answered with in place of the truth; `stall` is never answered. */
export type RestFault =
  | { readonly kind: 'html' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'stall' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterS?: number };

export const NO_PUSH_FAULTS: PushFaults = { drop: 0, duplicate: 0, reorder: 0, delay: 0, delayMs: 0 };

type Send = (text: string) => void;

/** Decides, from one seed or by a script, what becomes of each message and each request. */
export class FaultPlan {
  push: PushFaults = NO_PUSH_FAULTS;
  readonly #random: Random;
  readonly #clock: VenueClock;
  readonly #scripted: { readonly topic: string; count: number }[] = [];
  readonly #rest: RestFault[] = [];
  readonly #held = new Map<Send, string>();

  constructor(seed: number, clock: VenueClock) {
    this.#random = new Random(seed);
    this.#clock = clock;
  }

  /** The next `count` messages whose topic begins so are lost, on every socket. */
  dropNext(topic: string, count = 1): void {
    this.#scripted.push({ topic, count });
  }

  /** The next requests are answered with these faults, one each. */
  failNextRequests(...faults: readonly RestFault[]): void {
    this.#rest.push(...faults);
  }

  nextRequest(): RestFault | undefined {
    return this.#rest.shift();
  }

  /** Whether a message published now is lost by the script; asked once for each message. */
  isScriptedLoss(topic: string): boolean {
    const entry = this.#scripted.find(
      (candidate) => candidate.count > 0 && topic.startsWith(candidate.topic),
    );
    if (entry) entry.count -= 1;
    return entry !== undefined;
  }

  /** Sends a message to one socket, or does to it what the probabilities say. */
  deliver(text: string, send: Send): void {
    const { delay, delayMs, drop, duplicate, reorder } = this.push;
    if (this.#happens(drop)) return;
    if (this.#happens(delay)) {
      this.#clock.after(delayMs, () => send(text));
      return;
    }
    if (this.#happens(reorder) && !this.#held.has(send)) {
      this.#held.set(send, text);
      return;
    }
    send(text);
    if (this.#happens(duplicate)) send(text);
    const held = this.#held.get(send);
    if (held === undefined) return;
    this.#held.delete(send);
    send(held);
  }

  #happens(probability: number): boolean {
    return probability > 0 && this.#random.uniform() < probability;
  }
}
