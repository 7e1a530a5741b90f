import { describe, expect, it } from 'vitest';
import { DeathWatch } from './death-watch.ts';
import { textsOf } from './dialog-texts/texts-of.ts';
import { ManualTimers } from './manual-timers.fixture.ts';

const MINUTE_MS = 60_000;
const restart = { kind: 'restart', delayMs: 250 } as const;
const stayDown = { kind: 'stay-down' } as const;

function watched(language: 'en' | 'de' = 'en') {
  const timers = new ManualTimers();
  const frozen: string[] = [];
  const rung: string[] = [];
  const watch = new DeathWatch({
    timers,
    alarm: { ring: (title, text) => rung.push(`${title}\n${text}`) },
    freeze: (because) => frozen.push(because),
    texts: () => textsOf(language),
  });
  return { frozen, rung, timers, watch };
}

describe('an engine that ends by itself', () => {
  it('R-LC-02: freezes trading when it ended twice within ten minutes while positions were open', () => {
    const { frozen, timers, watch } = watched();
    watch.died(1, restart);
    expect(frozen).toEqual([]);
    timers.pass(10 * MINUTE_MS - 1);
    watch.died(1, restart);
    expect(frozen).toEqual(['the engine ended twice within ten minutes while positions were open']);
  });

  it.each([
    ['ten minutes lie between', [1, 1], 10 * MINUTE_MS],
    ['nothing was open', [0, 0], MINUTE_MS],
  ])('freezes nothing when %s', (_, [first = 0, second = 0], apartMs) => {
    const { frozen, timers, watch } = watched();
    watch.died(first, restart);
    timers.pass(apartMs);
    watch.died(second, restart);
    expect(frozen).toEqual([]);
  });

  it('freezes although the second one ended before it knew of a position', () => {
    const { frozen, timers, watch } = watched();
    watch.died(2, restart);
    timers.pass(1000);
    watch.died(0, restart);
    expect(frozen).toHaveLength(1);
  });

  it('R-LC-02: is told every five minutes while it stays down and positions are open, until one runs', () => {
    const { rung, timers, watch } = watched();
    watch.died(1, restart);
    watch.died(1, restart);
    expect(rung).toEqual([]);
    watch.died(0, stayDown);
    timers.pass(5 * MINUTE_MS - 1);
    expect(rung).toHaveLength(1);
    timers.pass(5 * MINUTE_MS + 1);
    expect(rung).toHaveLength(3);
    expect(rung[0]).toMatch(/^The engine is off, 1 position is open\n/);
    watch.up();
    timers.pass(60 * MINUTE_MS);
    expect(rung).toHaveLength(3);
    expect(timers.running).toBe(0);
  });

  it('is told in German, and not at all where nothing is open', () => {
    const german = watched('de');
    german.watch.died(2, stayDown);
    expect(german.rung[0]).toMatch(/^Die Engine ist aus, 2 Positionen sind offen\n/);
    const flat = watched();
    flat.watch.died(0, stayDown);
    flat.timers.pass(10 * MINUTE_MS);
    expect(flat.rung).toEqual([]);
  });
});
