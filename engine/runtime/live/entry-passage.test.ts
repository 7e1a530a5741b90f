import { describe, expect, it } from 'vitest';
import { EntryPassage } from './entry-passage.ts';

const BTC = 'test:BTC/USDT:USDT';

/** A second between entries, on a machine whose clock somebody sets. */
function passing() {
  const clock = { trueMs: 5000.25, setMs: 0 };
  const now = () => Math.floor(1_700_000_000_000 + clock.trueMs + clock.setMs);
  const passage = new EntryPassage({ entrySpacingMs: 1000, now, monotonicMs: () => clock.trueMs });
  return { clock, now, passage, enter: (instrument = BTC) => passage.admits(instrument, now()) };
}

describe('entries of one instrument', () => {
  it('R-OR-05, R-CN-07: are a second apart though the clock was set ahead by less than one', () => {
    const { clock, enter } = passing();
    expect(enter()).toBe(true);
    clock.trueMs += 300;
    clock.setMs += 800;
    expect(enter()).toBe(false);
    clock.trueMs += 699;
    expect(enter()).toBe(false);
    clock.trueMs += 2;
    expect(enter()).toBe(true);
  });

  it('R-OR-05: wait no longer where the clock goes as time does, or is set back', () => {
    const { clock, enter } = passing();
    expect(enter()).toBe(true);
    clock.trueMs += 1000.5;
    expect(enter()).toBe(true);
    expect(enter('test:ETH/USDT:USDT')).toBe(true);
    expect(enter()).toBe(false);
  });

  it('R-OR-05: are measured from decision to decision, however long each took to be written down', () => {
    const { clock, now, passage } = passing();
    const first = now();
    clock.trueMs += 90;
    expect(passage.admits(BTC, first)).toBe(true);
    clock.trueMs += 910;
    expect(passage.admits(BTC, now())).toBe(true);
  });
});
