import type { ArmingDeed } from '../../contract/arming.ts';
import type { EngineSettings, FromEngine, HostAnswer, HostQuestion } from '../../contract/host-control.ts';
import type { KeyWords } from '../../contract/vault-line.ts';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import type { VenueKey } from '../../domain/venue/venue-key.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { openWithKey } from '../../venues/live/open-with-key.ts';
import type { VenuePair } from '../../venues/live/session.fixture.ts';
import { ONE_OF_EACH } from '../../venues/live/venue-pairs.fixture.ts';
import {
  openTradingLoopback,
  type TradingLoopback,
  type TradingLoopbackOptions,
} from '../../venues/loopback/trading/trading-loopback.ts';
import type { Clock } from '../clock.ts';
import { EngineProcess, type EngineProcessOptions } from '../engine-process.ts';
import { type Quotes, quotesOf } from '../scenarios/loopback-quotes.fixture.ts';
import type { ConnectAccount } from './connect-account.ts';

const [first] = ONE_OF_EACH;
if (first === undefined) throw new Error('there is no venue to trade on');
const BYBIT: VenuePair = first;

/** The core's name of the market that is traded. */
export const CORE_SYMBOL = BYBIT.coreSymbol;
export const KEY_ID = '1f2e3d4c-aaaa-4bbb-8ccc-0123456789ab';
export const ACCOUNT_NAME = 'Main';
/** How long anything may take here at most, in ms. */
export const LONG = 60_000;

/** What a person does who has read everything. */
export const DEED: ArmingDeed = {
  typedName: ACCOUNT_NAME,
  confirmedAfterMs: 3000,
  overridesRecord: false,
  forMs: 3_600_000,
};

const bytes = (text: string) => new TextEncoder().encode(text);

/** The key of the loopback's account, as the host hands it over. */
export const keyWords = (secret = BYBIT.key.secret): KeyWords => ({
  venue: 'bybit',
  apiKey: bytes(BYBIT.key.apiKey),
  apiSecret: bytes(secret),
  passphrase: bytes(''),
});

/** Connects by the genuine client to the loopback's private side, with its best prices as the market. */
export const loopbackConnector =
  (venue: TradingLoopback, quotes: Quotes, pair = BYBIT): ConnectAccount =>
  async (key: VenueKey) => {
    const session = await openWithKey(key, {
      symbols: [pair.symbol],
      clock: realClock,
      random: () => 0,
      requestTimeoutMs: 1500,
      loopback: venue.urls,
    });
    return {
      ok: true,
      connections: { venue: session, feed: quotesOf(venue, pair.coreSymbol, session.instruments, quotes) },
    };
  };

/** An engine as the host has it, with a real account at a loopback venue within reach. */
export class EngineAtVenue {
  readonly told: FromEngine[] = [];
  readonly exits: number[] = [];
  readonly quotes: Quotes = { isSilent: false };
  readonly engine: EngineProcess;
  readonly #stopPinging: () => void;
  #asks = 0;

  private constructor(engine: EngineProcess) {
    this.engine = engine;
    this.#stopPinging = realClock.every(1000, () => void engine.hear({ type: 'ping', at: 0 }));
  }

  /** Opens an engine in a folder. It begins on paper and holds no key. */
  static async open(
    folder: string,
    venue: TradingLoopback,
    more: Partial<EngineProcessOptions> = {},
    change: (connect: ConnectAccount) => ConnectAccount = (connect) => connect,
  ): Promise<EngineAtVenue> {
    const settings: EngineSettings = {
      userDataDir: folder,
      engineVersion: '0.0.0',
      depositQuote: '10000',
      sandboxSeed: 7,
      sandboxHistoryMinutes: 1,
      recordingCapMb: 64,
      keepRawFrames: false,
      latency: { feedMs: 1, orderMs: 1, responseMs: 1 },
      market: { source: 'sandbox' },
    };
    const told: FromEngine[] = [];
    const exits: number[] = [];
    const quotes: Quotes = { isSilent: false };
    const engine = await EngineProcess.open({
      settings,
      clock: realClock as Clock,
      tell: (message) => told.push(message),
      exit: (code) => exits.push(code),
      connectAccount: change(loopbackConnector(venue, quotes)),
      ...more,
    });
    const opened = new EngineAtVenue(engine);
    Object.assign(opened, { told, exits, quotes });
    await until(() => opened.kernel.hasBegun);
    return opened;
  }

  get station() {
    return this.engine.station;
  }

  get kernel() {
    return this.station.session.kernel;
  }

  get mode(): string {
    return this.station.session.description.mode;
  }

  get instrument() {
    const [instrument] = this.station.session.description.instruments;
    if (instrument === undefined) throw new Error('nothing is traded');
    return instrument;
  }

  /** What the host was last told of where things stand. */
  get state() {
    return this.told.findLast((message) => message.type === 'state');
  }

  async holdKey(words = keyWords()): Promise<void> {
    await this.engine.keys.hear({ type: 'hold', askId: 1, keyId: KEY_ID, key: words });
  }

  async question(question: HostQuestion): Promise<HostAnswer> {
    const askId = this.#nextAsk();
    await this.engine.hear({ type: 'host-ask', askId, question });
    return this.#answerTo(askId) as HostAnswer;
  }

  async ask(command: string, payload: object): Promise<unknown> {
    const askId = this.#nextAsk();
    await this.engine.hear({ type: 'ask', askId, windowId: 1, command, payload });
    return this.#answerTo(askId);
  }

  openAccount(): Promise<HostAnswer> {
    return this.question({ kind: 'open-account', keyId: KEY_ID, accountName: ACCOUNT_NAME });
  }

  arm(deed: Partial<ArmingDeed> = {}): Promise<HostAnswer> {
    return this.question({ kind: 'arm', keyId: KEY_ID, deed: { ...DEED, ...deed } });
  }

  /** What stands in the way of arming, by the review. */
  async obstacles(): Promise<readonly string[]> {
    const answer = await this.question({ kind: 'review-arming', keyId: KEY_ID });
    if (!answer.ok || !('review' in answer)) throw new Error(`no review: ${JSON.stringify(answer)}`);
    return answer.review.obstacles;
  }

  /** The same when nothing stands in the way any more, or what still does after so long: feeds need a moment. */
  async obstaclesAfter(ms: number): Promise<readonly string[]> {
    const limit = AbortSignal.timeout(ms);
    let obstacles = await this.obstacles();
    while (obstacles.length > 0 && !limit.aborted) obstacles = await this.obstacles();
    return obstacles;
  }

  /** Buys or sells by hand. */
  placeOrder(more: object = {}): Promise<unknown> {
    const order = { instrument: this.instrument.id, side: 'buy', sizeBase: '0.008', type: 'market', ...more };
    return this.ask('placeOrder', order);
  }

  /** Starts a strategy on what is traded. */
  startStrategy(): Promise<unknown> {
    return this.ask('startStrategy', {
      instrument: this.instrument.id,
      strategyId: 'renaissance-gate',
      params: {},
    });
  }

  heldLots(): number {
    return this.kernel.rooms.ledger.netLots(this.instrument.id);
  }

  async close(): Promise<void> {
    this.#stopPinging();
    await this.engine.hear({ type: 'shutdown' });
    await until(() => this.exits.length > 0);
  }

  #nextAsk(): number {
    this.#asks += 1;
    return this.#asks;
  }

  #answerTo(askId: number): unknown {
    const answer = this.told.find((message) => message.type === 'answer' && message.askId === askId);
    return answer?.type === 'answer' ? answer.answer : undefined;
  }
}

/** Opens the loopback venue of the account, which lends no more than a new account's limit allows. */
export async function openAccountVenue(
  terms: Partial<TradingLoopbackOptions> = {},
): Promise<TradingLoopback> {
  const venue = await openTradingLoopback({
    words: BYBIT.words(),
    seed: 7,
    clock: realClock,
    key: BYBIT.key,
    balances: { USDT: 1_000_000 },
    ...terms,
  });
  venue.core.knobs.leverage = DEFAULT_LIMITS.leverage;
  return venue;
}
