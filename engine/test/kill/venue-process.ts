import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { LoopbackUrls } from '../../venues/ccxt/dialect.ts';

/** What a venue knows of the account, by its own record. */
export interface VenueTruth {
  /** Lots with sign. */
  readonly held: number;
  readonly boughtLots: number;
  readonly soldLots: number;
  readonly trades: number;
  readonly orders: number;
  /** Ids of orders that came more than once. */
  readonly ordersTwice: readonly string[];
  /** Lots behind which something stands that closes them. */
  readonly openStopLots: number;
  /** The longest a position stood bare while an engine lived, counted from that engine's start. */
  readonly longestBareMs: number;
  readonly badSignatures: number;
}

/** A venue in a process of its own. */
export class VenueProcess {
  readonly urls: LoopbackUrls;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, urls: LoopbackUrls) {
    this.#child = child;
    this.urls = urls;
  }

  static async start(bundle: string, pair: string, seed: number): Promise<VenueProcess> {
    const child = fork(bundle, [pair, String(seed)]);
    const [urls] = (await once(child, 'message')) as [LoopbackUrls];
    return new VenueProcess(child, urls);
  }

  /** An engine begins to work, or is dead. */
  tell(what: 'engine-up' | 'engine-down'): void {
    this.#child.send(what);
  }

  async truth(): Promise<VenueTruth> {
    this.#child.send('truth');
    const [truth] = (await once(this.#child, 'message')) as [VenueTruth];
    return truth;
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
