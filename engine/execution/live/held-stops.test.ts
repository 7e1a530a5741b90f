import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

describe('the stop of lots that are closed', () => {
  it('R-PR-07: stays while other lots whose stop cannot stand have yet to leave, in the same breath too', () => {
    const told = new ToldVenue().begin();
    told.enter();
    const first = told.placed();
    told.accept(first);
    told.fill(first, 10);
    told.accept(told.stop());
    told.answerQuestions();
    const stop = told.stop();
    told.pass(1500);
    told.enter({ runId: 'other', lots: lots(2) });
    const second = told.placed(({ reduceOnly }) => !reduceOnly);
    told.accept(second);
    told.submit({
      runId: 'run',
      instrument: first.instrument,
      role: 'exit',
      side: 'sell',
      lots: lots(10),
      kind: { type: 'market' },
      reduceOnly: true,
      reason: 'a test',
    });
    const exit = told.placed(({ order, reduceOnly }) => reduceOnly && order.type === 'market');
    told.accept(exit);
    told.fill(second, 2);
    told.fill(exit, 10);
    told.open = told.open.filter(({ orderId }) => orderId === stop.orderId);
    expect(told.requests('cancel')).toEqual([]);
    // The market is beyond the stop of the new lots: they leave at once, and the old stop is all that stands meanwhile.
    told.answer(told.stop(), {
      kind: 'refused',
      class: 'not-done',
      venueCode: '-2021',
      reason: 'stop-would-trigger',
    });
    const leaving = told.placed(({ order, reduceOnly }) => reduceOnly && order.type === 'market');
    expect(leaving.lots).toBe(2);
    expect(told.requests('cancel')).toEqual([]);
    told.accept(leaving);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
  });
});
