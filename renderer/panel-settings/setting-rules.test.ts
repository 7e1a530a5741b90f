import { describe, expect, it } from 'vitest';
import { barSpecFrom, flag, numberWithin, oneOf, rowTicksRule, someOf, wholeWithin } from './readers.ts';
import { changedSettings, readSettings, type SettingRules } from './setting-rules.ts';

interface Example {
  readonly style: 'line' | 'candles';
  readonly ratio: number;
  readonly rowTicks: number | undefined;
}

const rules: SettingRules<Example> = {
  style: { first: 'candles', read: oneOf(['line', 'candles']) },
  ratio: { first: 3, read: numberWithin(1, 10) },
  rowTicks: rowTicksRule,
};
const first = { style: 'candles', ratio: 3, rowTicks: undefined };

describe('kept settings of a panel', () => {
  it('begin with what the panel says', () => {
    expect(readSettings(rules, {}, 'a')).toEqual(first);
  });

  it('come back as they were changed, over a file of JSON too', () => {
    const kept = changedSettings(rules, {}, { style: 'line', rowTicks: 5 }, 'a');
    const again = JSON.parse(JSON.stringify(kept)) as Record<string, unknown>;
    expect(readSettings(rules, again, 'a')).toEqual({ style: 'line', ratio: 3, rowTicks: 5 });
  });

  it('that are broken begin anew one by one, and none takes another along', () => {
    const broken = { style: 'spiral', ratio: 7, ofInstrument: { a: { rowTicks: 0.5 } } };
    expect(readSettings(rules, broken, 'a')).toEqual({ ...first, ratio: 7 });
    expect(readSettings(rules, { ofInstrument: 'a' }, 'a')).toEqual(first);
    expect(readSettings(rules, { ofInstrument: { a: null } }, 'constructor')).toEqual(first);
  });

  it('of another version are not lost when this one changes something', () => {
    const kept = { future: [1], style: 'spiral', ofInstrument: { a: { other: 1 }, b: { rowTicks: 9 } } };
    expect(changedSettings(rules, kept, { ratio: 4, rowTicks: 2 }, 'a')).toEqual({
      future: [1],
      style: 'spiral',
      ratio: 4,
      ofInstrument: { a: { other: 1, rowTicks: 2 }, b: { rowTicks: 9 } },
    });
  });

  it('in ticks belong to an instrument, the others to the panel', () => {
    const kept = changedSettings(rules, {}, { ratio: 4, rowTicks: 5 }, 'a');
    expect(readSettings(rules, kept, 'b')).toEqual({ ...first, ratio: 4 });
    const left = changedSettings(rules, kept, { rowTicks: undefined }, 'a');
    expect(readSettings(rules, left, 'a').rowTicks).toBeUndefined();
  });

  it('remember the thirty instruments set last', () => {
    let kept = {};
    for (let at = 0; at < 31; at += 1) kept = changedSettings(rules, kept, { rowTicks: at + 1 }, `i${at}`);
    kept = changedSettings(rules, kept, { rowTicks: 50 }, 'i1');
    kept = changedSettings(rules, kept, { rowTicks: 60 }, 'new');
    const rowsOf = (instrument: string) => readSettings(rules, kept, instrument).rowTicks;
    expect([rowsOf('i0'), rowsOf('i1'), rowsOf('i2'), rowsOf('i3'), rowsOf('new')]).toEqual([
      undefined,
      50,
      undefined,
      4,
      60,
    ]);
  });
});

describe('readers', () => {
  it.each([
    ['a word from a list', oneOf(['x', 'y'])('y'), 'y'],
    ['no other word', oneOf(['x', 'y'])('z'), undefined],
    ['a flag', flag(false), false],
    ['no number for a flag', flag(0), undefined],
    ['a number on the edge', numberWithin(1, 2)(2), 2],
    ['no number beyond', numberWithin(1, 2)(2.01), undefined],
    ['nothing that is not a number', numberWithin(0, 9)(Number.NaN), undefined],
    ['no text for a number', numberWithin(0, 9)('1'), undefined],
    ['no fraction where only whole numbers go', wholeWithin(0, 9)(1.5), undefined],
    ['what it knows of a list', someOf(['x', 'y'])(['y', 'q', 'y']), ['y']],
    ['no list that is none', someOf(['x'])('x'), undefined],
    ['bars by time', barSpecFrom({ kind: 'time', intervalMs: 1000 }), { kind: 'time', intervalMs: 1000 }],
    ['no bars shorter than a second', barSpecFrom({ kind: 'time', intervalMs: 999 }), undefined],
    [
      'bars by a rule',
      barSpecFrom({ kind: 'tick', threshold: 'session' }),
      { kind: 'tick', threshold: 'session' },
    ],
    [
      'bars by an amount',
      barSpecFrom({ kind: 'dollar', threshold: 0.5 }),
      { kind: 'dollar', threshold: 0.5 },
    ],
    ['no bars of nothing', barSpecFrom({ kind: 'dollar', threshold: 0 }), undefined],
    ['no bars of an unknown kind', barSpecFrom({ kind: 'moon', threshold: 1 }), undefined],
    ['no bars from a word', barSpecFrom('time'), undefined],
  ])('believe %s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });
});
