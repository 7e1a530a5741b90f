import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import type { PulledFeed } from '../../venues/feed.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { SANDBOX_BEGIN } from './sandbox-events.ts';

interface Busy {
  readonly path: string;
  readonly seconds: number;
  readonly updatesPerSecond: number;
}

/**
 * Writes a recording of the sandbox in which every second holds the same number of updates, evenly spread.
 * Everything else is as the sandbox made it, so prices move faster than in any market.
 */
export function writeBusyRecording({ path, seconds, updatesPerSecond }: Busy): void {
  const market = createSandboxMarket({ seed: 20_240_501, startTime: unixMs(SANDBOX_BEGIN) });
  const recording = RecordingWriter.create(path, {
    sessionId: 'busy',
    accountId: 'busy',
    mode: 'paper',
    source: 'sandbox',
    seed: 20_240_501,
    startedAt: unixMs(SANDBOX_BEGIN),
    instruments: market.instruments,
    currency: 'USDT',
    depositQuote: '10000',
    latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
    risk: DEFAULT_RISK,
    engineVersion: '0.0.0',
  });
  // The sandbox is livelier at one time than at another; a second of the recording always has as many.
  for (let second = 0; second < seconds; second += 1) {
    const begin = SANDBOX_BEGIN + second * 1000;
    for (const [at, event] of nextEvents(market, updatesPerSecond).entries()) {
      const time = unixMs(begin + Math.floor((at * 1000) / updatesPerSecond));
      recording.append({ ...event, time, venueTime: time });
    }
  }
  recording.close();
  market.close();
}

function nextEvents(market: PulledFeed, count: number): MarketEvent[] {
  const events: MarketEvent[] = [];
  for (let event = market.next(); event !== undefined; event = market.next()) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}
