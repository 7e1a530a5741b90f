import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import { OutcomeHash } from '../../journal/outcome-hash.ts';
import { Kernel } from '../kernel.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { LONGEST_ARMING_MS } from './armed.ts';
import { ToldLive } from './told-live.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const heldBy = (told: ToldLive) => told.kernel.rooms.ledger.netLots(INSTRUMENT.id);

/** An armed session that has traded. */
function traded(): ToldLive {
  const told = new ToldLive().begin();
  told.arm();
  told.enter();
  told.pass(1000);
  return told;
}

describe('a live session', () => {
  it('recovers by itself, is protect-only until it is armed, and then trades', () => {
    const told = new ToldLive().begin();
    expect(told.kernel.rooms.venue.conditions().phase).toBe('ready');
    expect(told.kernel.tradingState).toBe('reduce-only');
    told.enter();
    expect(told.placed()).toEqual([]);
    told.tell({ kind: 'set-trading-state', state: 'active', because: 'a try' });
    expect(told.kernel.tradingState).toBe('reduce-only');
    told.arm();
    told.enter();
    expect(told.kernel.tradingState).toBe('active');
    expect(heldBy(told)).toBe(2);
    expect(told.all('stop-confirmed')).toHaveLength(1);
  });

  it('lets the first ten entries after arming out at a quarter of their size', () => {
    const told = new ToldLive().begin();
    told.arm();
    const sizes: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      const before = told.placed().length;
      told.enter({ kind: limitAt(99), lots: lots(40) });
      sizes.push(
        ...told
          .placed()
          .slice(before)
          .map((request) => request.lots),
      );
      told.pass(6500, 500);
    }
    expect(sizes).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 40, 40]);
  });

  it('R-OR-05: sends one order for a thousand signals of one millisecond', () => {
    const told = new ToldLive().begin();
    told.arm();
    const signals = 1000;
    for (let at = 0; at < signals; at += 1) told.enter({ runId: at % 2 === 0 ? 'manual' : `run-${at}` });
    const sent = told.placed().filter(({ reduceOnly }) => !reduceOnly);
    measured('R-OR-05', `${signals} signals in a millisecond, ${sent.length} order sent`);
    expect(sent).toHaveLength(1);
  });

  it('R-OR-05: keeps the spacing over a restart', () => {
    const told = traded();
    told.pass(1000);
    told.enter();
    expect(told.placed().filter(({ reduceOnly }) => !reduceOnly)).toHaveLength(2);
    const again = told.next({}, 300).begin();
    again.arm();
    again.enter();
    expect(again.all('intent-refused').at(-1)?.refusal).toMatchObject({
      code: 'entry-spacing',
      measured: { sinceLastMs: 300 },
    });
    // How long nobody was there no clock can prove: a second has to pass of this process's own time.
    again.pass(1000);
    again.enter();
    expect(again.placed().filter(({ reduceOnly }) => !reduceOnly)).toHaveLength(1);
  });

  it('R-LV-02: is armed for twelve hours at most', () => {
    const told = new ToldLive().begin();
    told.arm(99 * 3_600_000);
    expect(told.kernel.rooms.armed.until).toBe(told.time + LONGEST_ARMING_MS);
    told.pass(LONGEST_ARMING_MS - 60_000, 60_000);
    expect(told.kernel.rooms.armed.isArmed).toBe(true);
    told.pass(60_000, 60_000);
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
    expect(told.kernel.tradingState).toBe('reduce-only');
  });

  it.each([
    [
      'a long sleep',
      (told: ToldLive) => told.tell({ kind: 'resynchronize', sleptMs: 600_001, because: 'slept' }),
    ],
    [
      'a freeze',
      (told: ToldLive) => told.tell({ kind: 'set-trading-state', state: 'halted', because: 'kill' }),
    ],
    ['its own end', (told: ToldLive) => told.tell({ kind: 'disarm', because: 'by hand' })],
  ])('R-LV-02: is disarmed by %s', (_, act) => {
    const told = traded();
    act(told);
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
    expect(told.kernel.tradingState).not.toBe('active');
  });

  it('R-LV-02: is not armed while it recovers, is frozen, or a symbol is', () => {
    const told = new ToldLive();
    told.report({ kind: 'stream-status', status: 'up', detail: '' });
    told.take({ kind: 'command', time: told.events[0]?.time as never, command: { kind: 'begin' } });
    told.take({
      kind: 'command',
      time: told.events[0]?.time as never,
      command: { kind: 'arm', forMs: 1000, warmUpEntries: 0 },
    });
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
    told.answer();
    told.tell({ kind: 'set-trading-state', state: 'halted', because: 'kill' });
    told.arm();
    expect(told.kernel.rooms.armed.isArmed).toBe(false);
  });

  it('R-LV-01: is never armed by what an earlier session left, whenever that ended', () => {
    const told = new ToldLive().begin();
    let scenarios = 0;
    const moments: ((told: ToldLive) => void)[] = [
      (each) => each.arm(),
      (each) => each.enter(),
      (each) => each.pass(1500, 500),
      (each) => each.tell({ kind: 'set-trading-state', state: 'halted', because: 'kill' }),
      (each) => each.tell({ kind: 'set-trading-state', state: 'active', because: 'release' }),
      (each) => each.arm(),
    ];
    for (const version of ['0.0.0', '0.0.1', '1.0.0', '', 'restored']) {
      for (const act of moments) {
        act(told);
        const next = told.next({ engineVersion: version, sessionId: `live-${scenarios}` });
        expect(next.kernel.rooms.armed.isArmed).toBe(false);
        next.begin();
        expect(next.kernel.tradingState).not.toBe('active');
        expect(next.kernel.rooms.armed.isArmed).toBe(false);
        const before = next.placed().filter(({ reduceOnly }) => !reduceOnly).length;
        next.enter();
        expect(next.placed().filter(({ reduceOnly }) => !reduceOnly)).toHaveLength(before);
        scenarios += 1;
      }
    }
    measured('R-LV-01', `${scenarios} sessions begun after another, none armed`);
    expect(scenarios).toBe(30);
  });

  it('R-LC-03: is protect-only after the engine died, with its position guarded', () => {
    const told = traded();
    expect(heldBy(told)).toBe(2);
    const next = told.next({}, 2000);
    expect(next.kernel.rooms.ledger.netLots(INSTRUMENT.id)).toBe(2);
    next.begin();
    const guarded = next.all('stop-confirmed').length;
    measured(
      'R-LC-03',
      `${heldBy(next)} lots held after a death, ${guarded} stop confirmed, ${next.kernel.tradingState}`,
    );
    expect(next.kernel.tradingState).toBe('reduce-only');
    expect(guarded).toBe(1);
  });

  it('R-DT-03: run again from its events gives the same outcomes and the same state', () => {
    const told = traded();
    told.enter({ kind: limitAt(95) });
    told.pass(20_000, 500);
    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(5000, 500);
    const kernel = new Kernel(told.description, strategyCatalog);
    const hash = new OutcomeHash();
    for (const event of told.events) for (const outcome of kernel.process(event)) hash.add(outcome);
    expect(hash.digest()).toBe(told.session.hash.digest());
    expect(kernel.state()).toEqual(told.kernel.state());
  });

  it('closes everything when it is told to, and keeps its stops until it is flat', () => {
    const told = traded();
    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(3000);
    expect(heldBy(told)).toBe(0);
    const kinds = told
      .all('venue-request')
      .map(({ request }) => request)
      .filter(({ kind }) => kind === 'place' || kind === 'cancel');
    const exit = kinds.findIndex(
      (each) => each.kind === 'place' && each.reduceOnly && each.order.type === 'market',
    );
    const stopGone = kinds.findIndex((each) => each.kind === 'cancel');
    expect(exit).toBeGreaterThan(0);
    expect(stopGone).toBeGreaterThan(exit);
  });

  it('refuses to open without knowing what its venue can do', () => {
    const { live: _, ...rest } = new ToldLive().description;
    expect(() => new Kernel(rest, strategyCatalog)).toThrow('must say what its venue can do');
  });
});
