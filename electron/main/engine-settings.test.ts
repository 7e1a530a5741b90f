import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../contract/host-channels.ts';
import { engineEnvironment, engineSettingsFrom } from './engine-settings.ts';

const source = { settings: settingsSchema.parse({}), userDataDir: '/home/a', engineVersion: '0.1.0' };

describe('what the engine is told', () => {
  it("gets the sandbox and the person's numbers", () => {
    expect(engineSettingsFrom(source)).toMatchObject({
      userDataDir: '/home/a',
      depositQuote: '10000',
      sandboxSeed: 20_240_501,
      recordingCapMb: 1024,
      keepRawFrames: false,
      latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
      market: { source: 'sandbox' },
    });
  });

  it('plays through an hour of the sandbox, and less only where a test wants it', () => {
    expect(engineSettingsFrom(source).sandboxHistoryMinutes).toBe(60);
    expect(engineSettingsFrom({ ...source, sandboxHistoryMinutes: 20 }).sandboxHistoryMinutes).toBe(20);
  });

  it('gets delays as the person chose them: constant, log-normal, or drawn from a table', () => {
    const constant = { feedMs: 1, orderMs: 2, responseMs: 3 };
    for (const variation of [
      { kind: 'log-normal', sigmaPerMille: 400 },
      { kind: 'empirical', file: 'd.csv', feedMs: [1], orderMs: [2, 5], responseMs: [3] },
    ]) {
      const settings = settingsSchema.parse({ latency: { ...constant, variation } });
      expect(engineSettingsFrom({ ...source, settings }).latency).toEqual({ ...constant, variation });
    }
    expect(
      settingsSchema.safeParse({ latency: { ...constant, variation: { kind: 'empirical' } } }).success,
    ).toBe(false);
  });

  it('gets a live venue with symbols, and another address only when one was given', () => {
    const settings = settingsSchema.parse({ marketSource: 'bybit', liveSymbols: ['BTC/USDT:USDT'] });
    const market = { source: 'live-data', venue: 'bybit', symbols: ['BTC/USDT:USDT'] };
    expect(engineSettingsFrom({ ...source, settings }).market).toEqual(market);
    const venue = { restUrl: 'http://127.0.0.1:1', wsUrl: 'ws://127.0.0.1:1' };
    expect(engineSettingsFrom({ ...source, settings, venue }).market).toEqual({ ...market, ...venue });
  });

  it('gets an environment that is never empty and holds no secret of the shell', () => {
    expect(engineEnvironment({}, false)).toEqual({ EDGEWRIGHT_PROCESS: 'engine' });
    expect(
      engineEnvironment({ TZ: 'UTC', BYBIT_SECRET: 's', NODE_OPTIONS: '--inspect', HOME: '/home/a' }, false),
    ).toEqual({
      EDGEWRIGHT_PROCESS: 'engine',
      TZ: 'UTC',
    });
  });

  it('R-SC-08: may talk to this machine only where a test venue stands on it', () => {
    expect(engineEnvironment({ EDGEWRIGHT_LOOPBACK: 'allowed' }, false)).not.toHaveProperty(
      'EDGEWRIGHT_LOOPBACK',
    );
    expect(engineEnvironment({}, true)).toHaveProperty('EDGEWRIGHT_LOOPBACK', 'allowed');
  });
});
