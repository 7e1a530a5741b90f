import { describe, expect, it } from 'vitest';
import { signOf } from '../../domain/order/side.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { measured } from '../reliability/measured.ts';
import type { ExchangeKind } from '../sim/exchange/exchange-kinds.ts';
import { F0, F1, type FaultProfile } from '../sim/fault-profile.ts';
import { SIMULATED_MARKETS } from '../sim/simulated-instruments.ts';
import { Simulation } from '../sim/simulation.ts';

/** Seeds of each kind of venue. */
const SEEDS = Number(process.env['EDGEWRIGHT_FLATTEN_SEEDS'] ?? 15);
/** By then positions are open, and faults last for longer than closing them may take. */
const FLATTEN_AFTER_MS = 20_000;
const LOOK_EVERY_MS = 100;
/** These refuse a request once it is old, so that an exit whose answer was lost is soon known to be none. */
const WITH_WINDOW: readonly ExchangeKind[] = ['bybit-like', 'binance-like', 'okx-like'];
/**
 * This one takes requests of any age, as none of the venues does that are traded: an exit that is not to be found is
 * waited for as long as it might still come.
 */
const WITHOUT_WINDOW: ExchangeKind = 'kraken-like';

/** What became of everything that was held when it was to be closed. */
interface Flattened {
  /** From the command to the last moment something was held, in ms of the venue's time. */
  readonly flatAfterMs: number;
  /** Times an order that may only reduce turned a position over. */
  readonly flips: number;
}

/** Trades for a while and has everything closed; undefined when nothing was held, or a person let trading go on. */
function flattened(seed: number, kind: ExchangeKind, faults: FaultProfile): Flattened | undefined {
  const simulation = new Simulation({ seed, faults, kind });
  const { agenda, exchange, host, sends } = simulation;
  const { account } = exchange;
  const ids = SIMULATED_MARKETS.map(({ instrument }) => instrument.id);
  const isFlat = () => ids.every((id) => account.held(id) === 0);
  let begunAt: number | undefined;
  let [flatAt, firstTrade, tradeCount] = [0, 0, 0];
  let isLetGo = false;
  const held = new Map<string, number>();
  const watch = (): void => {
    if (!isFlat()) flatAt = agenda.now;
    isLetGo ||= !sends.isKilled;
    tradeCount = account.trades.length;
    if (!isFlat() || host.kernel?.risk.flattening.because !== '') agenda.in(LOOK_EVERY_MS, watch);
  };
  const flatten = (): void => {
    const isFree = host.isAlive && !sends.isKilled;
    if (isFree) host.tell({ kind: 'flatten', because: 'a test' });
    // What died with the engine was never said.
    if (!isFree || !host.isAlive) return void agenda.in(LOOK_EVERY_MS, flatten);
    sends.isKilled = true;
    if (isFlat()) return;
    begunAt = agenda.now;
    firstTrade = account.trades.length;
    for (const id of ids) held.set(id, account.held(id));
    watch();
  };
  agenda.in(FLATTEN_AFTER_MS, flatten);
  simulation.run();
  if (begunAt === undefined || isLetGo) return undefined;
  let flips = 0;
  for (const { instrument, lots, orderId = '', side } of account.trades.slice(firstTrade, tradeCount)) {
    const before = held.get(instrument) ?? 0;
    const after = before + signOf(side) * lots;
    const mayOnlyReduce = exchange.ordersOf(orderId).some(({ reduceOnly }) => reduceOnly);
    if (mayOnlyReduce && before * after < 0) flips += 1;
    held.set(instrument, after);
  }
  return { flatAfterMs: flatAt - begunAt, flips };
}

/** Flattens on the seeds of each kind; the durations shortest first. */
function flattenAll(kinds: readonly ExchangeKind[], faults: FaultProfile) {
  const all = kinds.flatMap((kind) =>
    Array.from({ length: SEEDS }, (_, index) => flattened(index + 1, kind, faults) ?? []).flat(),
  );
  const flips = all.reduce((sum, each) => sum + each.flips, 0);
  return { flips, durations: all.map(({ flatAfterMs }) => flatAfterMs).toSorted((a, b) => a - b) };
}

const seconds = (ms = Number.NaN): string => `${(ms / 1000).toFixed(1)} s`;

function told({ durations, flips }: ReturnType<typeof flattenAll>): string {
  const [p50, p99] = [0.5, 0.99].map((share) => seconds(quantileOfSorted(durations, share)));
  return `${durations.length} accounts flat after p50 ${p50}, p99 ${p99}, at most ${seconds(durations.at(-1))}, ${flips} flips`;
}

describe('everything a person wants closed', () => {
  const timeout = 30_000 + SEEDS * 8000;

  it(
    'R-LV-04: is closed within ten seconds on a healthy venue, and nothing is turned over',
    { timeout },
    () => {
      const shown = flattenAll([...WITH_WINDOW, WITHOUT_WINDOW], F0);
      measured('R-LV-04', `healthy venue: ${told(shown)}`);
      expect(shown.durations.length).toBeGreaterThan(2 * SEEDS);
      expect(shown.durations.at(-1)).toBeLessThanOrEqual(10_000);
      expect(shown.flips).toBe(0);
    },
  );

  it('R-LV-04: is closed within a minute where the venue fails and the engine dies', { timeout }, () => {
    const shown = flattenAll(WITH_WINDOW, F1);
    measured('R-LV-04', `faults: ${told(shown)}`);
    expect(shown.durations.length).toBeGreaterThan(SEEDS);
    expect(quantileOfSorted(shown.durations, 0.99)).toBeLessThanOrEqual(60_000);
    expect(shown.flips).toBe(0);
  });

  it('R-LV-04: takes a minute more where a lost exit may still arrive for that long', { timeout }, () => {
    const shown = flattenAll([WITHOUT_WINDOW], F1);
    measured(
      'R-LV-04',
      `faults, a venue that takes requests of any age, as none we trade does: ${told(shown)}`,
    );
    expect(shown.durations.at(-1)).toBeLessThanOrEqual(120_000);
    expect(shown.flips).toBe(0);
  });
});
