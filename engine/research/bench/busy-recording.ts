import { unixMs } from '../../domain/units/time.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { SANDBOX_BEGIN } from './sandbox-events.ts';

interface Busy {
  readonly path: string;
  readonly seconds: number;
  readonly updatesPerSecond: number;
}

/** Events from which the sandbox's own pace is measured. */
const PACED_EVENTS = 200_000;

/**
 * Writes a recording of the sandbox with its time pressed together until it makes so many updates a
 * second. Everything else is as the sandbox made it, so prices move faster than in any market.
 */
export function writeBusyRecording({ path, seconds, updatesPerSecond }: Busy): void {
  const times = updatesPerSecond / ownPace();
  const market = openMarket();
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
  const until = SANDBOX_BEGIN + seconds * 1000;
  for (let event = market.next(); event !== undefined; event = market.next()) {
    const time = unixMs(SANDBOX_BEGIN + Math.floor((event.time - SANDBOX_BEGIN) / times));
    if (time > until) break;
    recording.append({ ...event, time, venueTime: time });
  }
  recording.close();
  market.close();
}

const openMarket = () => createSandboxMarket({ seed: 20_240_501, startTime: unixMs(SANDBOX_BEGIN) });

/** Events the sandbox makes in a second of its own time. */
function ownPace(): number {
  const market = openMarket();
  let time = SANDBOX_BEGIN;
  for (let made = 0; made < PACED_EVENTS; made += 1) time = market.next()?.time ?? time;
  market.close();
  return PACED_EVENTS / ((time - SANDBOX_BEGIN) / 1000);
}
