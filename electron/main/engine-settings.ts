import type { EngineSettings } from '../../engine/contract/host-control.ts';
import type { Settings } from '../contract/host-channels.ts';

export interface EngineSettingsSource {
  readonly settings: Settings;
  readonly userDataDir: string;
  readonly engineVersion: string;
  /** Addresses of a venue of our own; never set where a person runs the installed app. */
  readonly venue?: { readonly restUrl: string; readonly wsUrl: string } | undefined;
}

/** An hour: enough for the first chart and for every formula to be warm, made in about a second. */
const SANDBOX_HISTORY_MINUTES = 60;

/** What the engine is told first, out of what the person has set. */
export function engineSettingsFrom({
  settings,
  userDataDir,
  engineVersion,
  venue,
}: EngineSettingsSource): EngineSettings {
  return {
    userDataDir,
    engineVersion,
    depositQuote: settings.depositQuote,
    sandboxSeed: settings.sandboxSeed,
    sandboxHistoryMinutes: SANDBOX_HISTORY_MINUTES,
    recordingCapMb: settings.recordingCapMb,
    keepRawFrames: settings.keepRawFrames,
    latency: settings.latency,
    market:
      settings.marketSource === 'sandbox'
        ? { source: 'sandbox' }
        : { source: 'live-data', venue: settings.marketSource, symbols: settings.liveSymbols, ...venue },
  };
}

/** Name, value: the whole environment an engine gets. Never empty, because an empty one means "everything". */
export function engineEnvironment(
  host: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const needed: Record<string, string> = { EDGEWRIGHT_PROCESS: 'engine' };
  for (const name of ['TZ', 'LANG', 'TMPDIR']) {
    const value = host[name];
    if (value !== undefined) needed[name] = value;
  }
  return needed;
}
