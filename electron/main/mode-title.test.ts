import { describe, expect, it } from 'vitest';
import { modeTitle } from './mode-title.ts';

const account = { keyId: 'k1', accountId: 'live-okx-k1', accountName: 'Main', venue: 'okx' } as const;

describe('the title of the window', () => {
  it.each([
    [{ account: null, badge: 'PAPER' }, 'PAPER – Edgewright'],
    [{ account: null, badge: 'REPLAY' }, 'REPLAY – Edgewright'],
    [{ account: { ...account, isArmed: false }, badge: 'LIVE' }, 'LIVE READ – Main at OKX – Edgewright'],
    [{ account: { ...account, isArmed: true }, badge: 'LIVE' }, 'LIVE – Main at OKX – Edgewright'],
  ])('R-LV-07: of %j says what is traded', (state, title) => {
    expect(modeTitle(state)).toBe(title);
  });
});
