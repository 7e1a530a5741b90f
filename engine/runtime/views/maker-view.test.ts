import { describe, expect, it } from 'vitest';
import { MakerRecord } from '../../execution/maker/maker-record.ts';
import { makerView } from './maker-view.ts';

describe('what resting entries show', () => {
  it('is how many were filled whole with the interval of Wilson, of those that rest no more', () => {
    const record = new MakerRecord();
    for (let order = 0; order < 5; order += 1) record.rested('a', 10);
    for (let order = 0; order < 4; order += 1) record.ended('a');
    record.completed('a');
    record.completed('a');
    const [view] = record.figures().map(makerView);
    // Two of four: 0.5 around with z of 1.96 is 0.150 to 0.850.
    expect(view).toMatchObject({
      orders: 5,
      filledWhole: { share: 0.5, orders: 4 },
      meanWaitMs: null,
      waitErrorMs: null,
      adverse: [{ errorBps: null }, { errorBps: null }, { errorBps: null }],
    });
    expect(view?.filledWhole?.low).toBeCloseTo(0.15, 3);
    expect(view?.filledWhole?.high).toBeCloseTo(0.85, 3);
  });

  it('is no share while all of them rest', () => {
    const record = new MakerRecord();
    record.rested('a', 10);
    expect(record.figures().map(makerView)[0]?.filledWhole).toBeNull();
  });
});
