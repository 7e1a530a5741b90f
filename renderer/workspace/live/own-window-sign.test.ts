// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { replaceView } from '../../engine-client/engine-view.ts';
import { sampleLive, SAMPLE_MS, sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { liveDe } from '../../language/live-de.ts';
import { liveEn } from '../../language/live-en.ts';
import { signText, signWindow } from './own-window-sign.ts';

const live = { ...sampleView.session, badge: 'LIVE', live: sampleLive } as const;
const armed = { ...live, live: { ...sampleLive, armedUntilMs: SAMPLE_MS + 61_000 } };

afterEach(() => {
  vi.useRealTimers();
  replaceView(undefined);
});

describe('the sign in a window of its own', () => {
  it('R-LV-07: says what is traded there', () => {
    expect(signText(sampleView.session, liveEn)).toBe('SANDBOX');
    expect(signText(live, liveEn)).toBe('LIVE READ Main at Bybit');
    expect(signText(armed, liveEn)).toBe('LIVE Main at Bybit 0:01:01');
    expect(signText(armed, liveDe)).toBe('LIVE Main bei Bybit 0:01:01');
  });

  it('follows the session, and goes with the window', () => {
    vi.useFakeTimers();
    const own = { document: document.implementation.createHTMLDocument('') };
    replaceView(sampleView);
    const end = signWindow(own);
    const sign = own.document.querySelector<HTMLElement>('.own-sign');
    expect([sign?.textContent, sign?.dataset['mode']]).toEqual(['SANDBOX', 'SANDBOX']);
    replaceView({ ...sampleView, session: armed });
    vi.advanceTimersByTime(1000);
    expect([sign?.textContent, sign?.dataset['mode']]).toEqual(['LIVE Main at Bybit 0:01:01', 'LIVE']);
    end();
    expect(own.document.querySelector('.own-sign')).toBeNull();
  });
});
