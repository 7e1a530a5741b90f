import { describe, expect, it } from 'vitest';
import type { VenueOrderState } from '../../domain/venue/venue-report.ts';
import { limitAt } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** A position with its stop at the venue, an entry that rests, and the switch set to run out. */
function running() {
  const told = new ToldVenue({ deadMan: 'cancels-everything' }).begin();
  told.enter();
  const first = told.placed();
  told.answer(first, { kind: 'done', venueOrderId: `v-${first.orderId}` });
  told.fill(first, 10);
  const stop = told.stop();
  told.accept(stop);
  told.passAnswering(2000);
  told.enter({ kind: limitAt(95, 'gtc', true) });
  const entry = told.placed(({ order }) => order.type === 'limit');
  told.accept(entry);
  const bait = { entryId: entry.orderId, stopIds: [stop.orderId] };
  told.do((venue) => venue.venueSwitch.runOut(bait, told.time));
  const [set] = told.requests('cancel-all-after');
  if (!set) throw new Error('the switch must be set');
  const show = (orderId: string, state: VenueOrderState) => {
    told.open = told.open.map((each) =>
      each.orderId === orderId ? { ...each, state, venueTime: told.time } : each,
    );
  };
  return { told, entry, stop, set, show, result: () => told.venue.venueSwitch.result };
}

/** The switch runs out and leaves so of entry and stop. */
function runOut(entryState: VenueOrderState, stopState: VenueOrderState, afterMs = 15_000) {
  const run = running();
  run.told.answer(run.set, { kind: 'done' });
  run.told.passAnswering(10_000);
  run.show(run.entry.orderId, entryState);
  run.show(run.stop.orderId, stopState);
  run.told.passAnswering(afterMs);
  return run;
}

describe("a test of the venue's dead-man's switch", () => {
  it('R-LV-06: sets it once to 10 s, does not renew it, and finds that stops are spared', () => {
    const { result, told } = runOut('canceled', 'open');
    expect(told.requests('cancel-all-after').map(({ seconds }) => seconds)).toEqual([10]);
    expect(result()?.finding).toBe('spares-stops');
  });

  it('R-LV-06: finds that it takes stops along, and the stop is back at once', () => {
    const { result, stop, told } = runOut('canceled', 'canceled');
    expect(result()?.finding).toBe('cancels-everything');
    expect(told.stop().orderId).not.toBe(stop.orderId);
  });

  it('R-LV-06: believes no stop that the venue could still be about to cancel', () => {
    const { entry, result, set, show, stop, told } = running();
    told.answer(set, { kind: 'done' });
    told.passAnswering(10_000);
    show(entry.orderId, 'canceled');
    told.passAnswering(2500);
    expect(result()).toBeUndefined();
    show(stop.orderId, 'canceled');
    told.passAnswering(5000);
    expect(result()?.finding).toBe('cancels-everything');
  });

  it.each([
    ['the entry stays', 'open', 'open', 60_000],
    ['the entry is filled', 'filled', 'open', 15_000],
    ['the stop was set off', 'canceled', 'triggered', 15_000],
  ] as const)('R-LV-06: proves nothing where %s', (_, entryState, stopState, afterMs) => {
    expect(runOut(entryState, stopState, afterMs).result()?.finding).toBe('not-tested');
  });

  it('R-LV-06: proves nothing where the venue refuses or does not answer, the line breaks, or our hand was there', () => {
    const refused = running();
    refused.told.answer(refused.set, { kind: 'refused', class: 'not-done', venueCode: '-1' });
    refused.told.pass(100);
    expect(refused.result()).toEqual({ finding: 'not-tested', because: 'the venue did not set it: -1' });

    const silent = running();
    silent.told.passAnswering(4000);
    expect(silent.result()?.finding).toBe('not-tested');

    const cut = running();
    cut.told.answer(cut.set, { kind: 'done' });
    cut.told.report({ kind: 'stream-status', status: 'down', detail: 'a test' });
    expect(cut.result()?.finding).toBe('not-tested');

    const taken = running();
    taken.told.answer(taken.set, { kind: 'done' });
    taken.told.do((venue) => venue.cancel(taken.entry.orderId, 'by hand', taken.told.time));
    expect(taken.result()?.finding).toBe('not-tested');

    const early = running();
    early.told.answer(early.set, { kind: 'done' });
    early.told.passAnswering(3000);
    early.told.report({ kind: 'stream-order', order: early.told.shown(early.entry, { state: 'canceled' }) });
    expect(early.result()?.finding).toBe('not-tested');
  });

  it('R-LV-06: sets it again where a limit held it off, and gives up after 45 s', () => {
    const { result, set, told } = running();
    const heldOff = {
      kind: 'refused',
      class: 'not-done',
      venueCode: 'HELD_OFF',
      reason: 'rate-limited',
    } as const;
    told.answer(set, heldOff);
    told.passAnswering(2000);
    const again = told.requests('cancel-all-after');
    expect(again.map(({ seconds }) => seconds)).toEqual([10, 10]);
    expect(result()).toBeUndefined();
    for (let at = 1; result() === undefined && at < 60; at += 1) {
      told.answer(told.requests('cancel-all-after').at(-1) as never, heldOff);
      told.passAnswering(2000);
    }
    expect(result()).toEqual({ finding: 'not-tested', because: 'the venue did not set it in time' });
  });

  it('R-LV-06: switches it off as it ends, wherever it is', () => {
    const { set, told } = running();
    told.answer(set, { kind: 'done' });
    told.do((venue) => venue.venueSwitch.end(told.time));
    expect(told.venue.venueSwitch.isOff).toBe(false);
    const off = told.requests('cancel-all-after').at(-1);
    expect(off?.seconds).toBe(0);
    told.answer(off as never, { kind: 'done' });
    expect(told.venue.venueSwitch.isOff).toBe(true);
  });

  it('R-LV-06: what it found holds from then on, for markets of that kind', () => {
    const { entry, told } = runOut('canceled', 'open');
    told.do((venue) => venue.venueSwitch.end(told.time));
    told.venue.venueSwitch.learn('linear-perpetual', true);
    told.enter({ kind: limitAt(95, 'gtc', true) });
    const next = told.placed(({ orderId, order }) => order.type === 'limit' && orderId !== entry.orderId);
    told.accept(next);
    expect(told.requests('cancel-all-after').at(-1)?.seconds).toBe(60);
  });
});
