import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { openBinanceCapture } from '../../venues/recorded/binance-capture.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';

/** Market events of one instrument, all of them in memory. */
export interface Tape {
  readonly instrument: Instrument;
  readonly events: readonly MarketEvent[];
}

const SANDBOX_BEGIN = 1_714_521_600_000;

/** Files of the recorded sessions below the folder of market data, by name. */
export const SESSIONS: Readonly<Record<string, readonly string[]>> = {
  'Binance spot': ['book/binance-spot_BTCUSDT_20240808.raw.gz', 'book/binance-spot_BTCUSDT_20240809.raw.gz'],
  'Binance USD-M': ['book/binance-usdm_BTCUSDT_20240808.raw.gz'],
};

/** The recorded sessions that are in the folder `EDGEWRIGHT_DATA` names; none where it names none. */
export function recordedTapes(): readonly (readonly [name: string, open: () => Tape])[] {
  const folder = process.env['EDGEWRIGHT_DATA'];
  if (folder === undefined || folder === '') return [];
  return Object.entries(SESSIONS)
    .map(([name, files]) => [name, files.map((file) => join(folder, file))] as const)
    .filter(([, paths]) => paths.every((path) => existsSync(path)))
    .map(([name, paths]) => [name, () => recordedTape(paths)] as const);
}

function recordedTape(paths: readonly string[]): Tape {
  const feed = openBinanceCapture({ paths });
  const events: MarketEvent[] = [];
  for (let event = feed.next(); event !== undefined; event = feed.next()) events.push(event);
  return { instrument: feed.instrument, events };
}

/** The first instrument of a sandbox of the given seed over so many minutes. */
export function sandboxTape(seed: number, minutes: number): Tape {
  const market = createSandboxMarket({ seed, startTime: unixMs(SANDBOX_BEGIN) });
  const [instrument] = market.instruments;
  if (instrument === undefined) throw new Error('the sandbox must have an instrument, has none');
  const events: MarketEvent[] = [];
  for (let event = market.next(); event !== undefined; event = market.next()) {
    if (event.time > SANDBOX_BEGIN + minutes * 60_000) break;
    if (event.instrument === instrument.id) events.push(event);
  }
  return { instrument, events };
}
