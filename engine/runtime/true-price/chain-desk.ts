import type { ChainView } from '../../contract/true-price-commands.ts';
import type { Destination } from '../../guard/egress/egress-rules.ts';
import type { EgressGuard } from '../../guard/egress/install-egress-guard.ts';
import type { OutsideSeriesName } from '../../formulas/outside-series.ts';
import type { ChainFailure, ChainSource, ChainTip, Retarget } from '../../venues/chain/chain-source.ts';
import { type ChainChoice, openChainSource } from '../../venues/chain/open-chain-source.ts';
import type { Clock } from '../clock.ts';
import type { Session } from '../session.ts';
import { type KnownTip, type SeenConnection, viewOfConnection, viewOfKnown } from './chain-view.ts';
import { OutsideTeller } from './outside-teller.ts';

/** A block comes about every ten minutes. */
const ASK_EVERY_MS = 300_000;
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 1_800_000;
/** A click is no reason to ask an endpoint more often than this. */
const LEAST_PAUSE_MS = 5_000;

/** Changes of difficulty, and who told them. */
export interface KnownRetargets {
  readonly rows: readonly Retarget[];
  /** Host of the endpoint, or `typed`. */
  readonly from: string;
}

interface Connection extends SeenConnection {
  readonly host: string;
  isAsking: boolean;
  isReading: boolean;
  failures: number;
  failure: string;
  readFailure: string;
  askedAtMs: number;
  nextAskMs: number;
  cancel: () => void;
  /** Closes the door to the network again that was opened for this source. */
  readonly leave: () => void;
}

/**
 * What is known of the chain of bitcoin and who is asked for it. Nobody is until a person connects, and
 * nobody after the engine was started anew. A source that fails is asked less and less often.
 */
export class ChainDesk {
  readonly #clock: Clock;
  readonly #teller: OutsideTeller;
  readonly #admit: EgressGuard['admit'];
  #connection: Connection | undefined;
  #known: KnownTip | undefined;
  #retargets: KnownRetargets | undefined;

  constructor(clock: Clock, session: () => Session, admit: EgressGuard['admit'] = () => () => undefined) {
    this.#clock = clock;
    this.#admit = admit;
    this.#teller = new OutsideTeller(clock, session);
  }

  get tip(): ChainTip | undefined {
    return this.#known?.tip;
  }

  get retargets(): KnownRetargets | undefined {
    return this.#retargets;
  }

  /** Takes a source in the place of the one before and begins to ask it; answers with what is wrong with its address. */
  connect(choice: ChainChoice): string {
    const opened = openChainSource(choice, this.#clock.now);
    if (!opened.ok) return opened.detail;
    this.disconnect();
    const { source } = opened;
    const connection: Connection = {
      source,
      host: new URL(choice.url).host,
      isAsking: false,
      isReading: false,
      failures: 0,
      failure: '',
      readFailure: '',
      askedAtMs: -Infinity,
      nextAskMs: this.#clock.now(),
      cancel: () => undefined,
      leave: this.#admit(destinationOf(new URL(choice.url))),
    };
    this.#connection = connection;
    void this.#ask(connection);
    return '';
  }

  /** Begins to ask the source now; answers with why it is not asked. */
  askNow(): string {
    const connection = this.#connection;
    if (connection === undefined) return 'no endpoint is connected';
    const now = this.#clock.now();
    const allowedMs = connection.failures > 0 ? connection.nextAskMs : connection.askedAtMs + LEAST_PAUSE_MS;
    if (connection.isAsking) return `${connection.host} is being asked`;
    if (now < allowedMs)
      return `${connection.host} is asked again in ${Math.ceil((allowedMs - now) / 1000)} s at the earliest`;
    void this.#ask(connection);
    return '';
  }

  /** Asks no more, and forgets the source with its secrets. */
  disconnect(): void {
    this.#connection?.cancel();
    this.#connection?.leave();
    this.#connection = undefined;
  }

  /** Begins to have the source tell every change of difficulty; answers with why it does not. */
  readRetargets(): string {
    const connection = this.#connection;
    if (connection === undefined) return 'no endpoint is connected';
    if (connection.source.retargets === undefined)
      return `${connection.host} cannot tell the difficulty of the past; mempool and a node can`;
    if (connection.isReading) return `${connection.host} is being asked`;
    void this.#read(connection, connection.source.retargets);
    return '';
  }

  typeRetargets(rows: readonly Retarget[]): void {
    this.#retargets = rows.length === 0 ? undefined : { rows, from: 'typed' };
  }

  /** Has the formulas of this and of later sessions know these numbers. */
  tell(numbers: Readonly<Partial<Record<OutsideSeriesName, number>>>): void {
    this.#teller.tell(numbers);
  }

  stop(): void {
    this.disconnect();
    this.#teller.stop();
  }

  view(): ChainView {
    const retargets = this.#retargets;
    return {
      ...viewOfConnection(this.#connection, this.#known),
      ...viewOfKnown(this.#known),
      retargets: retargets === undefined ? null : { count: retargets.rows.length, from: retargets.from },
      ...this.#teller.view(),
    };
  }

  async #read(connection: Connection, retargets: NonNullable<ChainSource['retargets']>): Promise<void> {
    connection.isReading = true;
    connection.readFailure = '';
    const told = await retargets();
    connection.isReading = false;
    if (connection !== this.#connection) return;
    if (told.ok) this.#retargets = { rows: told.value, from: connection.host };
    else connection.readFailure = told.failure.detail;
  }

  async #ask(connection: Connection): Promise<void> {
    connection.cancel();
    connection.isAsking = true;
    connection.askedAtMs = this.#clock.now();
    const told = await connection.source.tip();
    connection.isAsking = false;
    // Another source was chosen, or none, while this one was thinking.
    if (connection !== this.#connection) return;
    const waitMs = told.ok ? this.#heard(connection, told.value) : failed(connection, told.failure);
    connection.nextAskMs = this.#clock.now() + waitMs;
    connection.cancel = this.#clock.after(waitMs, () => void this.#ask(connection));
  }

  #heard(connection: Connection, tip: ChainTip): number {
    connection.failures = 0;
    connection.failure = '';
    const isNews = tip.hash !== this.#known?.tip.hash;
    this.#known = { tip, heardMs: this.#clock.now(), from: connection.host };
    if (isNews)
      this.#teller.tell({
        'chain.height': tip.height,
        'chain.block-time': tip.blockTime,
        'chain.difficulty': tip.difficulty,
      });
    return ASK_EVERY_MS;
  }
}

function failed(connection: Connection, { detail, waitMs = 0 }: ChainFailure): number {
  const retryMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** connection.failures);
  connection.failures += 1;
  connection.failure = detail;
  return Math.max(retryMs, waitMs);
}

/** Where a person has the chain read from: encrypted, unless the address says that it is not. */
function destinationOf({ hostname, port, protocol }: URL): Destination {
  const isEncrypted = protocol === 'https:';
  const usual = isEncrypted ? 443 : 80;
  return { host: hostname, port: port === '' ? usual : Number(port), isEncrypted };
}
