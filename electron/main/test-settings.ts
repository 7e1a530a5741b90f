/** What a run from sources or a test build may take from its environment. */
export interface TestSettings {
  /** A folder of its own for settings, journal and logs. */
  readonly userDataDir?: string;
  /** The development server's page, instead of the built interface. */
  readonly serverUrl?: string;
  /** A venue of our own, instead of the real one. */
  readonly venue?: { readonly restUrl: string; readonly wsUrl: string };
  /** How much of the sandbox's past is played through at the start, in minutes. */
  readonly sandboxHistoryMinutes?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables tests and development use; callers make sure that an installed app never asks. */
export function testSettings(environment: Environment): TestSettings {
  const userDataDir = environment['EDGEWRIGHT_USER_DATA'];
  const serverUrl = environment['ELECTRON_RENDERER_URL'];
  const restUrl = environment['EDGEWRIGHT_VENUE_REST_URL'];
  const wsUrl = environment['EDGEWRIGHT_VENUE_WS_URL'];
  const minutes = Number(environment['EDGEWRIGHT_SANDBOX_HISTORY_MINUTES']);
  return {
    ...(Number.isInteger(minutes) && minutes > 0 ? { sandboxHistoryMinutes: minutes } : {}),
    ...(userDataDir === undefined ? {} : { userDataDir }),
    ...(serverUrl === undefined ? {} : { serverUrl }),
    ...(restUrl === undefined || wsUrl === undefined ? {} : { venue: { restUrl, wsUrl } }),
  };
}
