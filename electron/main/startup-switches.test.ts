import { describe, expect, it } from 'vitest';
import { allowsTestSettings } from './build-kind.ts';
import { forbiddenSwitch } from './startup-switches.ts';
import { testSettings } from './test-settings.ts';

const forbidden = [
  '--inspect',
  '--inspect=0',
  '--inspect-brk',
  '--inspect-port=9229',
  '--inspect-publish-uid=http',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-web-security',
  '--js-flags=--expose-gc',
  '--load-extension=/x',
  '--proxy-server=evil:1',
  '--host-rules=MAP * evil',
  '--host-resolver-rules=MAP * evil',
  '--ignore-certificate-errors',
  '--password-store=basic',
  '-no-sandbox',
  '--NO-SANDBOX',
  '/no-sandbox',
];

describe('switches of an installed app (R-SH-12)', () => {
  it.each(forbidden)('does not start with %s', (arg) => {
    expect(forbiddenSwitch(['--ozone-platform=x11', arg])).toBe(arg);
  });

  it.each([
    '--ozone-platform=wayland',
    '--password-store=gnome-libsecret',
    '--disable-gpu',
    '--force-device-scale-factor=2',
    'no-sandbox',
    '--',
    '',
  ])('starts with %s', (arg) => {
    expect(forbiddenSwitch([arg])).toBeUndefined();
  });

  it('lets only a run from sources or a test build use the settings of tests', () => {
    expect(allowsTestSettings({ isPackaged: true, isTestBuild: false })).toBe(false);
    expect(allowsTestSettings({ isPackaged: true, isTestBuild: true })).toBe(true);
    expect(allowsTestSettings({ isPackaged: false, isTestBuild: false })).toBe(true);
  });

  it('takes home, page and venue from the environment, and a venue only with both addresses', () => {
    expect(
      testSettings({ EDGEWRIGHT_USER_DATA: '/home/a', EDGEWRIGHT_VENUE_REST_URL: 'http://127.0.0.1:1' }),
    ).toEqual({ userDataDir: '/home/a' });
    expect(
      testSettings({
        EDGEWRIGHT_VENUE_REST_URL: 'http://127.0.0.1:1',
        EDGEWRIGHT_VENUE_WS_URL: 'ws://127.0.0.1:1',
      }),
    ).toEqual({
      venue: { restUrl: 'http://127.0.0.1:1', wsUrl: 'ws://127.0.0.1:1' },
    });
  });

  it('takes the minutes of the sandbox from the environment, where they are a whole number above zero', () => {
    expect(testSettings({ EDGEWRIGHT_SANDBOX_HISTORY_MINUTES: '20' })).toEqual({ sandboxHistoryMinutes: 20 });
    for (const minutes of ['', '0', '-1', '1.5', 'all'])
      expect(testSettings({ EDGEWRIGHT_SANDBOX_HISTORY_MINUTES: minutes })).toEqual({});
  });
});
