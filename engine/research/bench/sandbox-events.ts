import { unixMs } from '../../domain/units/time.ts';
import type { PulledFeed } from '../../venues/feed.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';

/** 2024-05-01T00:00:00Z, when the sandbox session of the benchmarks begins to trade. */
export const SANDBOX_BEGIN = 1_714_521_600_000;
const MINUTE_MS = 60_000;
/** History first, so that every feature is warm when trading begins. */
const HISTORY_MINUTES = 20;
const TRADED_MINUTES = 40;

/** One hour of the sandbox: three perpetuals, seed 20240501. */
export function openSandboxHour(): PulledFeed {
  const market = createSandboxMarket({
    seed: 20_240_501,
    startTime: unixMs(SANDBOX_BEGIN - HISTORY_MINUTES * MINUTE_MS),
  });
  const until = SANDBOX_BEGIN + TRADED_MINUTES * MINUTE_MS;
  return {
    kind: 'pulled',
    instruments: market.instruments,
    next() {
      const event = market.next();
      return event && event.time <= until ? event : undefined;
    },
    progress: () => market.progress(),
    close: () => market.close(),
  };
}
