import { describe, expect, it } from 'vitest';
import { limitAt } from '../../execution/fixtures/scripted-market.ts';
import { unixMs } from '../../domain/units/time.ts';
import { ToldLive } from '../../runtime/live/told-live.fixture.ts';

const NIGHT_MS = 8 * 3_600_000;
/** What a start asks for, and every order that is open. */
const MOST_REQUESTS = 20;

describe('a live session that nobody gave the time for a night', () => {
  it.each([
    ['with a position behind a stop', (told: ToldLive) => told.enter()],
    ['with an order that rests', (told: ToldLive) => told.enter({ kind: limitAt(95) })],
    ['with nothing', () => undefined],
  ])(
    'R-CN-08: asks once for what came due meanwhile, not once for every time it would have: %s',
    (_, act) => {
      const told = new ToldLive().begin();
      told.arm();
      act(told);
      told.pass(1000);
      const before = told.all('venue-request').length;
      told.take({ kind: 'clock', time: unixMs(told.time + NIGHT_MS) });
      const asked = told.all('venue-request').slice(before);
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
      expect(asked.filter(({ request }) => request.kind === 'place')).toEqual([]);
    },
  );
});
