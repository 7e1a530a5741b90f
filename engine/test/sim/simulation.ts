import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import { Agenda } from './agenda.ts';
import { planClockSets } from './clock-setter.ts';
import { CrashPlan } from './crash-plan.ts';
import { describeSimulated, spacingMsOf } from './describe-simulated.ts';
import type { EngineLife } from './engine-life.ts';
import { EngineHost } from './engine-host.ts';
import { leftOf } from './exchange/exchange-order.ts';
import type { Exchange } from './exchange/exchange.ts';
import { moveMoney } from './money-mover.ts';
import { paceOf } from './oldest-signal.ts';
import { openExchange } from './exchange/open-exchange.ts';
import { F0, type FaultProfile } from './fault-profile.ts';
import { FullDisk } from './full-disk.ts';
import { planSleep } from './machine-sleep.ts';
import { MemoryJournal } from './memory-journal.ts';
import { PairWatch, TOLD_WITHIN_MS } from './pair-watch.ts';
import { Person } from './person.ts';
import { PriceWalk } from './price-walk.ts';
import { ProtectionWatch } from './protection-watch.ts';
import { SendWatch } from './send-watch.ts';
import { HAND_TRADED_MARKET, SIMULATED_MARKETS } from './simulated-instruments.ts';
import type { SimulationSettings } from './simulation-settings.ts';
import { tradeByHand } from './somebody-else.ts';
import { StrangeStops } from './strange-stops.ts';
import { Storm } from './storm.ts';
import { STORM_MS } from './storm-plan.ts';
import { WallClock } from './wall-clock.ts';
import { Wire } from './wire.ts';

export const STARTS_AT = 1_700_000_000_000;
const FAULTY_MS = 90_000;
const CALM_MS = 90_000;
/** The market stands still at the end, so that nothing is on its way when everything is compared. */
const STILL_MS = 40_000;
const DEPOSIT = '1000000';

/**
 * One run: an engine trades at random on a simulated exchange, through ninety seconds of faults and ninety of
 * calm. Whoever runs it reads what became of it from its parts.
 */
export class Simulation {
  readonly settings: SimulationSettings;
  readonly agenda = new Agenda(STARTS_AT);
  readonly wall = new WallClock(this.agenda);
  readonly journal = new MemoryJournal();
  readonly exchange: Exchange;
  readonly protection: ProtectionWatch;
  readonly sends: SendWatch;
  readonly pairs = new PairWatch(() => this.exchange);
  readonly disk: FullDisk;
  readonly host: EngineHost;
  /** From the start of a process until it knows what the venue knows, in ms. */
  readonly recoveries: number[] = [];
  /** When the engine came to know what the venue knows, each time. */
  readonly readyAt: number[] = [];
  /** The exchange turns requests away. */
  readonly storm: Storm | undefined;
  /** Stops of somebody else's. */
  readonly strangeStops: StrangeStops;
  readonly #random: Random;
  readonly #walks: readonly PriceWalk[];
  readonly #person: Person;
  readonly #recovered = new Set<EngineLife>();
  #wire: Wire | undefined;

  constructor(settings: SimulationSettings) {
    this.settings = settings;
    this.#random = new Random(settings.seed);
    this.exchange = this.#openExchange();
    this.protection = new ProtectionWatch(
      () => this.exchange,
      () => this.agenda.now,
    );
    this.sends = new SendWatch(spacingMsOf(settings.seed));
    this.#walks = [...SIMULATED_MARKETS, HAND_TRADED_MARKET].map(
      ({ instrument, mid }) => new PriceWalk(instrument, mid, this.agenda, this.#random.fork(instrument.id)),
    );
    const { kind, storm: plan } = settings;
    this.storm = plan && new Storm({ agenda: this.agenda, exchange: this.exchange, kind, plan });
    const { agenda, exchange } = this;
    this.strangeStops = new StrangeStops({ agenda, exchange, random: this.#random.fork('strange stops') });
    this.disk = new FullDisk(this.agenda, this.#random.fork('disk'), () => this.faults);
    this.host = this.#openHost();
    this.#person = new Person({
      agenda: this.agenda,
      host: this.host,
      disk: this.disk,
      sends: this.sends,
      random: this.#random.fork('person'),
      links: settings.linked === true ? this.#random.fork('links') : undefined,
      hasFarLegs: settings.hasFarLegs === true,
      until: this.#calmFrom,
    });
  }

  /** The faults of the present moment. */
  get faults(): FaultProfile {
    return this.agenda.now < this.#calmFrom ? this.settings.faults : F0;
  }

  get endsAt(): number {
    return this.#calmFrom + CALM_MS;
  }

  get #calmFrom(): number {
    return STARTS_AT + (this.settings.storm ? STORM_MS : FAULTY_MS);
  }

  run(): void {
    const { agenda, exchange } = this;
    for (const walk of this.#walks) walk.start((moved) => this.#move(moved), this.endsAt - STILL_MS);
    this.#startEngine();
    this.#person.start();
    if (this.settings.seed % 5 === 0 && this.settings.movesMoney !== true)
      tradeByHand({
        agenda,
        exchange,
        random: this.#random.fork('somebody else'),
        until: this.endsAt - STILL_MS,
      });
    if (this.settings.movesMoney === true)
      moveMoney({ agenda, exchange, random: this.#random.fork('money'), until: this.#calmFrom });
    if (this.settings.leavesStops === true) this.strangeStops.start(this.#calmFrom);
    this.#planSleep();
    this.#planClockSets();
    this.storm?.begin(this.#person);
    this.agenda.runUntil(this.endsAt);
  }

  #openExchange(): Exchange {
    return openExchange({
      agenda: this.agenda,
      settings: this.settings,
      deposit: DEPOSIT,
      random: this.#random.fork('exchange'),
      faults: () => this.faults,
      isUnwatched: () => !this.host.isAlive,
      tell: (report) => this.#wire?.push(report),
      onVanished: (id) => this.protection.noteVanished(id),
      onTruth: (id) => {
        if (id !== HAND_TRADED_MARKET.instrument.id) this.protection.look(id);
      },
      onTakenBack: (stop, isSetOff) => {
        const { instrument, orderId } = stop;
        const changedAt = this.exchange.account.changedAt(instrument);
        const knownLots = this.host.kernel?.rooms.ledger.netLots(instrument);
        const lots = leftOf(stop);
        this.protection.noteTakenBack({ instrument, orderId, isSetOff, lots, changedAt, knownLots });
      },
    });
  }

  #openHost(): EngineHost {
    const { agenda, journal, sends } = this;
    const wireRandom = this.#random.fork('wire');
    return new EngineHost({
      agenda,
      wall: this.wall,
      disk: this.disk,
      journal,
      sends,
      crashes: new CrashPlan(this.#random.fork('crashes'), () => this.faults.crash),
      describe: (life, initialState) =>
        describeSimulated({
          settings: this.settings,
          life,
          initialState,
          now: unixMs(this.wall.now()),
          deposit: DEPOSIT,
        }),
      connect: (receive) => {
        this.#wire = new Wire(
          {
            agenda,
            random: wireRandom,
            exchange: this.exchange,
            faults: () => this.faults,
            wall: this.wall,
            limits: this.storm,
          },
          receive,
        );
        return this.#wire;
      },
      onOutcome: (recorded) => this.#hear(recorded),
      onSent: (request) => {
        this.pairs.look(request);
        if (request.kind === 'cancel' && this.#isLeaving(request.instrument))
          this.protection.noteInTheWay(request.orderId);
        if (request.kind === 'place' && request.reduceOnly && request.order.type === 'market')
          this.protection.noteExit(request.instrument);
      },
      onDeath: () => this.#planRestart(),
      onFullDisk: () => this.#person.noteFullDisk(this.disk.fullUntil),
      witnessEvery: this.settings.witnessEvery,
    });
  }

  /** Whether something of what is held is to leave, which on spot needs its stop out of the way. */
  #isLeaving(instrument: InstrumentId): boolean {
    const open = this.host.kernel?.rooms.venue.openOrders() ?? [];
    return open.some((order) => order.instrument === instrument && order.role === 'exit');
  }

  #startEngine(): void {
    const { agenda, host } = this;
    host.start();
    this.protection.noteStart();
    host.tell({ kind: 'begin' });
    for (const walk of this.#walks) {
      const observed = {
        instrument: walk.instrument.id,
        time: unixMs(this.wall.now()),
        venueTime: unixMs(agenda.now),
      };
      host.take({ kind: 'feed-status', ...observed, status: 'live', detail: '' });
      host.take(walk.snapshot(this.wall.now()));
    }
    for (const [index, { instrument }] of SIMULATED_MARKETS.entries())
      this.#startStrategy(instrument.id, index);
  }

  #startStrategy(instrument: InstrumentId, index: number): void {
    const runId = `run-${index}`;
    if (!this.host.kernel || this.host.kernel.rooms.runners.has(runId)) return;
    const params = { seed: this.settings.seed * 10 + index, until: this.#calmFrom, ...paceOf(runId) };
    this.host.tell({ kind: 'start-strategy', runId, strategyId: 'random-trader', instrument, params });
  }

  #planClockSets(): void {
    const { agenda, host, wall } = this;
    const random = this.#random.fork('clock');
    planClockSets({ agenda, host, wall, random, faults: () => this.faults });
  }

  #planSleep(): void {
    const { agenda, host, settings } = this;
    const showMarket = () => {
      for (const walk of this.#walks) host.take(walk.snapshot(this.wall.now()));
    };
    if (settings.sleep) planSleep({ agenda, host, showMarket }, settings.sleep);
  }

  #planRestart(): void {
    this.storm?.limiter.died();
    this.protection.noteCrash();
    const [least, most] = this.settings.faults.downMs;
    this.agenda.in(least + this.#random.integer(most - least), () => this.#startEngine());
  }

  #hear({ outcome, time }: RecordedOutcome): void {
    if (outcome.kind === 'order-submitted') this.pairs.noteOrder(outcome.order);
    if (outcome.kind === 'symbol-frozen') this.#person.lookAt(outcome, this.settings);
    if (outcome.kind === 'trade-closed') this.pairs.noteFlat(outcome.trade);
    if (outcome.kind !== 'venue-phase' || outcome.phase !== 'ready') return;
    this.readyAt.push(time);
    this.agenda.in(TOLD_WITHIN_MS, () => this.pairs.judgeMissed(this));
    const life = this.host.lives.at(-1);
    if (!life) return;
    if (!this.#recovered.has(life)) this.recoveries.push(time - life.startedAt);
    this.#recovered.add(life);
    this.#person.armSoon();
  }

  #move(walk: PriceWalk): void {
    this.exchange.matching.quote(walk.instrument.id, walk.bid, walk.ask);
    if (!this.host.isAlive) this.pairs.noteUnwatched(walk.instrument.id);
    this.host.take(walk.snapshot(this.wall.now()));
  }
}
