import type { Instrument } from '../../domain/instrument/instrument.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { Random } from '../../numerics/random.ts';
import { MAKER_SLOTS, MarketMaker } from './agents/market-maker.ts';
import { PatientCrowd } from './agents/patient-crowd.ts';
import type { Pit } from './agents/pit.ts';
import { MomentumTrader, NoiseTrader, takeMispriced } from './agents/takers.ts';
import { TradeFlow } from './agents/trade-flow.ts';
import { Arrivals } from './arrivals.ts';
import type { Calibration } from './calibration.ts';
import type { FairPrice } from './latent/fair-price.ts';
import type { MarketTape } from './market-tape.ts';
import type { SideSign } from './matching/level-changes.ts';
import type { LimitOrderBook } from './matching/limit-order-book.ts';

const MAKERS = [
  { halfSpreadTicks: 0.4, stretch: 1 },
  { halfSpreadTicks: 0.6, stretch: 1.25 },
  { halfSpreadTicks: 1, stretch: 1.6 },
  { halfSpreadTicks: 1.5, stretch: 2 },
] as const;
const OWNER_STRIDE = 2 * MAKER_SLOTS;
const CROWD_OWNER = MAKERS.length * OWNER_STRIDE;

const STALE_BPS = 0.5;
const MAKER_IS_FASTER = 0.7;
const INFORMED_MARGIN_BPS = 0.6;
const WIDE_SPREAD_TICKS = 3;
const REACTION_MEAN_MS = 35;
const FASTEST_REACTION_MS = 3;
const FOLLOWERS_OF_TRADE = 0.7;
const FOLLOWERS_OF_QUOTE = 0.3;

export interface PitSettings {
  readonly instrument: Instrument;
  readonly calibration: Calibration;
  readonly fair: FairPrice;
  readonly book: LimitOrderBook;
  readonly tape: MarketTape;
  readonly random: Random;
  readonly startMs: number;
  readonly noEdge: boolean;
}

/** Where one instrument is traded: its book, the agents around it and when they act. */
export class TradingPit implements Pit {
  readonly book: LimitOrderBook;
  readonly calibration: Calibration;
  readonly random: Random;
  readonly tape: MarketTape;
  readonly fair: FairPrice;
  readonly #lotTickQuote: number;
  readonly #noEdge: boolean;
  readonly #arrivals: Arrivals;
  readonly #makers: readonly MarketMaker[];
  readonly #crowd: PatientCrowd;
  readonly #noise: NoiseTrader;
  readonly #momentum: MomentumTrader;
  #reactionMs = Number.MAX_SAFE_INTEGER;
  #mid: number;
  #aggressor: SideSign = 1;
  readonly #flow: TradeFlow;

  constructor(settings: PitSettings) {
    const { instrument, calibration, random, startMs, noEdge } = settings;
    this.book = settings.book;
    this.calibration = calibration;
    this.random = random;
    this.tape = settings.tape;
    this.fair = settings.fair;
    this.#noEdge = noEdge;
    this.#lotTickQuote = instrument.lotValue * instrument.tickValue;
    this.#mid = settings.fair.publicPrice;
    this.#flow = new TradeFlow(startMs);
    this.#arrivals = new Arrivals(calibration.arrivalsPerSecond, startMs, random);
    this.#makers = MAKERS.map(
      (kind, index) => new MarketMaker(this, { ...kind, ownerBase: index * OWNER_STRIDE }, startMs),
    );
    this.#crowd = new PatientCrowd(this, CROWD_OWNER);
    this.#noise = new NoiseTrader(this, noEdge);
    this.#momentum = new MomentumTrader(this);
    this.#open(startMs);
  }

  get mid(): number {
    return this.#mid;
  }

  get pressure(): number {
    return this.fair.pressure;
  }

  /** When somebody acts next. */
  get nextMs(): number {
    return Math.min(this.#arrivals.nextMs, this.#reactionMs);
  }

  lotsWorth(quote: number): number {
    return Math.max(1, Math.round(quote / (this.#mid * this.#lotTickQuote)));
  }

  hit(side: SideSign, limit: number, lots: number): void {
    this.#aggressor = side;
    this.book.take(side, limit, lots);
  }

  /** The fair price has moved; those who watch it may react within milliseconds. */
  fairMoved(nowMs: number): void {
    this.#momentum.watch();
    this.#watchForReaction(nowMs);
  }

  /** Once a second: arrivals follow volatility. */
  moodChanged(): void {
    const liveliness = Math.max(0.5, Math.min(4, this.fair.activity));
    this.#arrivals.setBase(this.calibration.arrivalsPerSecond * liveliness);
  }

  /** Once a minute: orders far behind are taken out. */
  clearHopeless(nowMs: number): void {
    this.book.beginAction();
    this.#crowd.abandonHopeless();
    this.tape.tellAction(unixMs(Math.floor(nowMs)), 1);
  }

  /** Whoever is due acts, everything that follows is told, and the next is drawn. */
  act(): void {
    const nowMs = this.nextMs;
    const reacting = this.#reactionMs <= this.#arrivals.nextMs;
    this.book.beginAction();
    if (reacting) this.#react(nowMs);
    else this.#arrive(nowMs);
    this.#settle(nowMs);
    this.tape.tellAction(unixMs(Math.floor(nowMs)), this.#aggressor);
    if (reacting) this.#reactionMs = Number.MAX_SAFE_INTEGER;
    else {
      this.#arrivals.excite(nowMs, this.book.fills.count > 0 ? FOLLOWERS_OF_TRADE : FOLLOWERS_OF_QUOTE);
      this.#arrivals.draw(nowMs);
    }
    this.#watchForReaction(nowMs);
  }

  #open(nowMs: number): void {
    for (const maker of this.#makers) maker.requote(this.#mid, nowMs, true);
    for (let count = 0; count < 2 * this.calibration.patientOrders; count += 1) this.#crowd.join();
    this.#settle(nowMs);
    this.book.beginAction();
  }

  #arrive(nowMs: number): void {
    const who = this.random.uniform();
    if (who < 0.3) this.#requoteAny(nowMs, false);
    else if (who < 0.65) this.#crowd.act();
    else if (who < 0.87 || this.#noEdge) this.#noise.act();
    else if (who < 0.95) {
      takeMispriced(
        this,
        this.fair.informedPrice,
        INFORMED_MARGIN_BPS,
        this.calibration.takerSizeQuote * 2.5,
      );
    } else this.#momentum.act(3 * this.fair.activity);
  }

  /** A maker corrects its stale quote, somebody else takes what is stale, or a maker closes the gap. */
  #react(nowMs: number): void {
    const staleSide = this.#staleSide();
    const owner = staleSide === 0 ? undefined : this.book.firstOwner(staleSide);
    if (owner === undefined) this.#requoteAny(nowMs, true);
    else if (owner < CROWD_OWNER && this.random.uniform() < MAKER_IS_FASTER) {
      this.#requote(this.#makerOf(owner), nowMs, true);
    } else takeMispriced(this, this.fair.publicPrice, STALE_BPS, this.calibration.takerSizeQuote * 4);
  }

  #requoteAny(nowMs: number, closeSpread: boolean): void {
    this.#requote(this.#makers[this.random.integer(this.#makers.length)], nowMs, closeSpread);
  }

  #requote(maker: MarketMaker | undefined, nowMs: number, closeSpread: boolean): void {
    maker?.requote(this.fair.publicPrice * (1 + this.#flow.leanAt(nowMs)), nowMs, closeSpread);
  }

  #watchForReaction(nowMs: number): void {
    if (this.#reactionMs !== Number.MAX_SAFE_INTEGER) return;
    if (this.book.bestAsk - this.book.bestBid <= WIDE_SPREAD_TICKS && this.#staleSide() === 0) return;
    this.#reactionMs = nowMs + FASTEST_REACTION_MS + this.random.exponential(REACTION_MEAN_MS);
  }

  /** The side whose best price everybody can see to be wrong; 0 when neither is. */
  #staleSide(): SideSign | 0 {
    const fair = this.fair.publicPrice;
    const margin = fair * STALE_BPS * 1e-4;
    if (this.book.bestAsk < fair - margin) return -1;
    return this.book.bestBid > fair + margin ? 1 : 0;
  }

  /** Lets everybody know what traded: the owners, the makers who read the tape, and the mid. */
  #settle(nowMs: number): void {
    if (this.book.fills.count > 0) {
      const share = this.#tellOwners() / this.lotsWorth(this.calibration.makerInventoryQuote);
      this.#flow.learn(nowMs, this.#aggressor * share);
    }
    const { bestBid, bestAsk } = this.book;
    if (bestBid > 0 && bestAsk > 0) this.#mid = (bestBid + bestAsk) / 2;
  }

  /** Answers the lots traded. */
  #tellOwners(): number {
    const { count, owners, lots, left, orders } = this.book.fills;
    let traded = 0;
    for (let index = 0; index < count; index += 1) {
      const owner = owners[index] ?? 0;
      const size = lots[index] ?? 0;
      const rest = left[index] ?? 0;
      traded += size;
      if (owner < CROWD_OWNER) this.#makerOf(owner)?.filled(owner % OWNER_STRIDE, size, rest);
      else if (rest === 0) this.#crowd.forget(orders[index] ?? 0);
    }
    return traded;
  }

  #makerOf(owner: number): MarketMaker | undefined {
    return this.#makers[Math.floor(owner / OWNER_STRIDE)];
  }
}
