import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { limitAt } from '../../execution/fixtures/scripted-market.ts';
import { TRAITS } from '../../execution/live/fixtures/told-venue.ts';
import { ToldLive } from './told-live.fixture.ts';

/** An armed session at a venue that lets few requests through in a minute. */
function slow(): ToldLive {
  const traits = { ...TRAITS, rate: { requests: 20, perMs: 60_000 } };
  const told = new ToldLive(undefined, { live: { traits, isDeadManTested: false } }).begin();
  told.arm();
  return told;
}

const entries = (told: ToldLive) => told.placed().filter(({ reduceOnly }) => !reduceOnly);
const heldBack = (told: ToldLive) =>
  told.kernel.rooms.venue.openOrders().filter(({ status }) => status === 'intent');

/** Rests entries until one has to wait for the limits of the venue. */
function untilOneWaits(told: ToldLive): void {
  for (let at = 0; at < 30 && heldBack(told).length === 0; at += 1) {
    told.enter({ kind: limitAt(99), lots: lots(8) });
    told.pass(1100, 1100);
  }
  expect(heldBack(told)).toHaveLength(1);
}

describe('an entry that waits for the limits of its venue', () => {
  it.each([
    ['is disarmed', (told: ToldLive) => told.tell({ kind: 'disarm', because: 'by hand' }), 'withdrawn'],
    [
      'is let out for exits alone',
      (told: ToldLive) => told.tell({ kind: 'set-trading-state', state: 'reduce-only', because: 'a limit' }),
      'withdrawn',
    ],
    [
      'is frozen',
      (told: ToldLive) => told.tell({ kind: 'set-trading-state', state: 'halted', because: 'kill' }),
      'withdrawn',
    ],
  ] as const)('never leaves once trading %s', (_, act, code) => {
    const told = slow();
    untilOneWaits(told);
    const [waiting] = heldBack(told);
    const before = entries(told).length;
    act(told);
    told.pass(90_000, 1000);
    expect(entries(told)).toHaveLength(before);
    const denied = told.all('order-denied').find(({ orderId }) => orderId === waiting?.id);
    expect(denied?.code).toBe(code);
  });
});
