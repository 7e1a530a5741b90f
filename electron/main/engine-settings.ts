import type { EngineSettings } from '../../engine/contract/host-control.ts';
import type { Settings } from '../contract/host-channels.ts';

export interface EngineSettingsSource {
  readonly settings: Settings;
  readonly userDataDir: string;
  readonly engineVersion: string;
  /** Addresses of a venue of our own; never set where a person runs the installed app. */
  readonly venue?: { readonly restUrl: string; readonly wsUrl: string } | undefined;
  /** How much of the sandbox's past is played through; an hour unless a test wants less. */
  readonly sandboxHistoryMinutes?: number | undefined;
}

/** An hour: enough for the first chart and for every formula to be warm. */
const SANDBOX_HISTORY_MINUTES = 60;

/** What the engine is told first, out of what the person has set. */
export function engineSettingsFrom({
  settings,
  userDataDir,
  engineVersion,
  venue,
  sandboxHistoryMinutes = SANDBOX_HISTORY_MINUTES,
}: EngineSettingsSource): EngineSettings {
  return {
    userDataDir,
    engineVersion,
    depositQuote: settings.depositQuote,
    sandboxSeed: settings.sandboxSeed,
    sandboxHistoryMinutes,
    sandboxHasPast: true,
    recordingCapMb: settings.recordingCapMb,
    keepRawFrames: settings.keepRawFrames,
    latency: settings.latency,
    paper: paperFrom(settings),
    market:
      settings.marketSource === 'sandbox'
        ? { source: 'sandbox' }
        : { source: 'live-data', venue: settings.marketSource, symbols: settings.liveSymbols, ...venue },
  };
}

/** Half a percent of a liquidated position is what it costs on top of the taker fee. */
const LIQUIDATION_FEE_PPM = 5_000;
/** Of the power model: between who left evenly and who left from the longer part alone. */
const QUEUE_EXPONENT = 2;

const paperFrom = ({ fillModel, marginMode }: Settings): NonNullable<EngineSettings['paper']> => ({
  queue: fillModel === 'power' ? { model: fillModel, exponent: QUEUE_EXPONENT } : { model: fillModel },
  margin: { mode: marginMode, liquidationFeePpm: LIQUIDATION_FEE_PPM },
});

/** Name, value: the whole environment an engine gets. Never empty, because an empty one means "everything". */
export function engineEnvironment(
  host: Readonly<Record<string, string | undefined>>,
  allowsLoopback: boolean,
): Record<string, string> {
  const needed: Record<string, string> = { EDGEWRIGHT_PROCESS: 'engine' };
  // The engine's door to the network opens to this machine only where a test venue stands on it.
  if (allowsLoopback) needed['EDGEWRIGHT_LOOPBACK'] = 'allowed';
  for (const name of ['TZ', 'LANG', 'TMPDIR']) {
    const value = host[name];
    if (value !== undefined) needed[name] = value;
  }
  return needed;
}
