import { OutcomeHash } from '../../journal/outcome-hash.ts';
import { breachesOf } from './checks.ts';
import type { ExchangeKind } from './exchange/exchange-kinds.ts';
import { F0, F1, F2, type FaultProfile } from './fault-profile.ts';
import { Random } from '../../numerics/random.ts';
import { SIMULATED_MARKETS } from './simulated-instruments.ts';
import { replayBreaches } from './replay.ts';
import { Simulation } from './simulation.ts';
import type { SimulationSettings } from './simulation-settings.ts';
import { drawnStorm, type StormPlan } from './storm-plan.ts';

const KINDS = [
  'bybit-like',
  'binance-like',
  'okx-like',
  'kraken-like',
] as const satisfies readonly ExchangeKind[];
const SPOT_KINDS = [
  'binance-spot-like',
  'kraken-spot-like',
  'okx-spot-like',
] as const satisfies readonly ExchangeKind[];
/** More than is ever bought, and not in whole lots. */
const HELD_BEFORE = { [SIMULATED_MARKETS[0].instrument.id]: 5000.4 };
/** Fees of everything else are taken in it where there is enough of it. */
const FEE_COIN = SIMULATED_MARKETS[1].instrument.id;
const WITH_FEE_COIN = { ...HELD_BEFORE, [FEE_COIN]: 5000.4 };
const PROFILES: Readonly<Record<FaultProfile['name'], FaultProfile>> = { F0, F1, F2 };
const TOLD = { stopVanishesUntold: 0, stopVanishesWhileDown: 0 };

/** Which runs to make and what to find out about each. */
export interface SeedOrder {
  readonly faults: FaultProfile['name'];
  /** Only this kind of exchange; left out, the seed draws one. */
  readonly kind?: ExchangeKind | undefined;
  /** Only venues of spot, where a stop sets aside what it would sell. */
  readonly isSpot?: boolean | undefined;
  /** Five minutes of a storm of that kind, in place of the faults. */
  readonly storm?: StormPlan['name'] | undefined;
  /** Has brackets and pairs sent, too. */
  readonly linked?: boolean | undefined;
  /** Only on spot: has fees taken in a coin that is traded, too, somebody else's in every other seed. */
  readonly feeCoin?: boolean | undefined;
  /** The legs of these pairs are as far from the market as targets. */
  readonly hasFarLegs?: boolean | undefined;
  /** Has money put in and taken out at the venue. */
  readonly movesMoney?: boolean | undefined;
  /** Has stops of somebody else's left beside ours. */
  readonly leavesStops?: boolean | undefined;
  /** Stops vanish only where the venue says so. */
  readonly tellsOfStops?: boolean | undefined;
  /** Computes the digest of everything committed. */
  readonly withHash?: boolean | undefined;
  /** Runs every life of the engine again from its events, with the state compared every so many events. */
  readonly replayEvery?: number | undefined;
}

/** What became of one seed: plain data. Times in ms. */
export interface SeedReport {
  readonly seed: number;
  readonly kind: ExchangeKind;
  readonly breaches: readonly string[];
  readonly hash: string | undefined;
  readonly crashes: number;
  /** Times the clock was set and the disk was full. */
  readonly clockSets: number;
  readonly fullDisks: number;
  readonly orders: number;
  readonly fills: number;
  /** Stops that were changed where they stand, or replaced in one request. */
  readonly movedStops: number;
  readonly events: number;
  /** How long positions stood bare, without and with a death of the engine inside. */
  readonly bareMs: readonly number[];
  readonly bareWithCrashMs: readonly number[];
  /** Of the latter, what passed since the engine was there again. */
  readonly bareSinceStartMs: readonly number[];
  /** From the start of a process until it knew what the venue knew. */
  readonly recoveryMs: readonly number[];
  readonly storm?: StormReport | undefined;
  /** Lots that left as legs of pairs, and as targets. */
  readonly linkedLots: { readonly pairs: number; readonly targets: number };
}

/** How the limits of the exchange were kept. */
export interface StormReport {
  readonly bans: number;
  /** Requests that left though the engine had been told to stay away. */
  readonly violations: readonly string[];
  /** Requests that were more than the limit allows. */
  readonly exceeded: number;
  readonly arrived: number;
  readonly lateExits: readonly string[];
  readonly exitsWanted: number;
}

/** Makes the run of a seed and looks at everything. A run that throws is a breach. */
export function reportOnSeed(seed: number, order: SeedOrder): SeedReport {
  const settings = settingsOf(seed, order);
  const { kind } = settings;
  const { replayEvery } = order;
  const simulation = new Simulation(settings);
  const breaches: string[] = [];
  try {
    simulation.run();
    breaches.push(...breachesOf(simulation));
    if (replayEvery !== undefined)
      for (const life of simulation.host.lives) breaches.push(...replayBreaches(life, replayEvery));
  } catch (error) {
    breaches.push(`threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  const { exchange, host, protection, recoveries } = simulation;
  const lengths = (hadCrash: boolean) =>
    protection.past.filter((each) => each.hadCrash === hadCrash).map(({ from, to }) => to - from);
  return {
    seed,
    kind,
    breaches,
    hash: order.withHash ? hashOf(simulation) : undefined,
    crashes: host.crashes,
    clockSets: simulation.wall.sets,
    fullDisks: simulation.disk.times,
    orders: exchange.created.size,
    fills: exchange.account.trades.length,
    movedStops: exchange.movedStops,
    events: host.lives.reduce((sum, { events }) => sum + events.length, 0),
    bareMs: lengths(false),
    bareWithCrashMs: lengths(true),
    bareSinceStartMs: protection.past
      .filter(({ hadCrash }) => hadCrash)
      .map(({ sinceStartMs }) => sinceStartMs),
    recoveryMs: recoveries,
    storm: stormReportOf(simulation),
    linkedLots: simulation.pairs.filled,
  };
}

function settingsOf(seed: number, order: SeedOrder): SimulationSettings {
  const { hasFarLegs, leavesStops, linked, movesMoney, replayEvery } = order;
  const kinds = order.isSpot === true ? SPOT_KINDS : KINDS;
  const kind = order.kind ?? kinds[seed % kinds.length] ?? 'bybit-like';
  const storm = order.storm && drawnStorm(order.storm, new Random(seed).fork('storm'));
  const faults = { ...(storm?.faults ?? PROFILES[order.faults]), ...(order.tellsOfStops ? TOLD : {}) };
  const feeCoin = order.feeCoin === true ? FEE_COIN : undefined;
  const coins = feeCoin === undefined ? HELD_BEFORE : WITH_FEE_COIN;
  const heldBefore = order.isSpot === true && seed % 2 === 0 ? coins : undefined;
  const beside = { storm, linked, hasFarLegs, movesMoney, leavesStops, feeCoin, heldBefore };
  return { seed, faults, kind, ...beside, witnessEvery: replayEvery };
}

function stormReportOf({ storm }: Simulation): StormReport | undefined {
  if (!storm) return undefined;
  const { exitsWanted, lateExits } = storm;
  const { arrived, bans, exceeded, violations } = storm.limiter;
  return { arrived, bans, exceeded, violations, lateExits, exitsWanted };
}

function hashOf({ journal }: Simulation): string {
  const hash = new OutcomeHash();
  for (const recorded of journal.outcomes()) hash.add(recorded);
  return hash.digest();
}
