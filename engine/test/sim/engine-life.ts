import { createHash } from 'node:crypto';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { OutcomeHash } from '../../journal/outcome-hash.ts';
import type { Kernel } from '../../runtime/kernel.ts';

/** One life of the engine: how it began and everything that entered it. */
export interface EngineLife {
  readonly description: SessionDescription;
  readonly events: KernelEvent[];
  readonly kernel: Kernel;
  readonly startedAt: number;
  /** Sees all of it, so that it can be compared with the same life run again. */
  readonly witness: LifeWitness | undefined;
}

/** What a life of the engine looked like from outside: its outcomes and, now and then, everything it knew. */
export class LifeWitness {
  /** Digests of the state after every so many events. */
  readonly states: string[] = [];
  readonly #outcomes = new OutcomeHash();
  readonly #every: number;
  #events = 0;

  constructor(everyEvents: number) {
    this.#every = everyEvents;
  }

  see(kernel: Kernel, outcomes: ReturnType<Kernel['process']>): void {
    for (const outcome of outcomes) this.#outcomes.add(outcome);
    this.#events += 1;
    if (this.#events % this.#every !== 0) return;
    this.states.push(createHash('sha256').update(canonicalJson(kernel.state())).digest('hex'));
  }

  digest(): string {
    return this.#outcomes.digest();
  }
}
