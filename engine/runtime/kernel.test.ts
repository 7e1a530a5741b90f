import { describe, expect, it } from 'vitest';
import { ticks } from '../domain/units/ticks.ts';
import { INSTRUMENT, limitAt } from '../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { ToldSession } from './kernel.fixture.ts';

describe('an account that is looked at', () => {
  it('is the same afterwards: peak, drawdown and hash do not depend on who looked when', () => {
    const story = (look: (told: ToldSession) => void): string => {
      const told = new ToldSession([INSTRUMENT]);
      told.quote(99, 101);
      told.place('buy', 10);
      told.pass(1000);
      told.quote(199, 201);
      look(told);
      told.quote(99, 101);
      told.pass(60_000);
      return told.session.hash.digest();
    };
    expect(story((told) => told.kernel.account())).toBe(story(() => undefined));
  });
});

describe('flatten', () => {
  it('closes a position though a limit exit of it rests', () => {
    const told = new ToldSession([INSTRUMENT]);
    told.quote(99, 101);
    told.place('buy', 10);
    told.pass(1000);
    told.place('sell', 10, { reduceOnly: true, kind: limitAt(104) });
    told.pass(1000);
    expect(told.held()).toBe(10);
    expect(told.openOf('exit')).toHaveLength(1);

    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(1000);
    expect(told.held()).toBe(0);
    told.pass(1000);
    expect(told.kernel.rooms.venue.openOrders()).toEqual([]);
  });

  it('closes a position larger than the largest order', () => {
    const told = new ToldSession([{ ...INSTRUMENT, maxLots: 10 as typeof INSTRUMENT.maxLots }]);
    told.quote(99, 101);
    told.place('buy', 10);
    told.pass(1000);
    told.place('buy', 10);
    told.pass(1000);
    expect(told.held()).toBe(20);
    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(1000);
    expect(told.held()).toBe(0);
  });

  it('closes what a smaller market exit on its way leaves', () => {
    const told = new ToldSession([INSTRUMENT]);
    told.quote(99, 101);
    told.place('buy', 10);
    told.pass(1000);
    told.place('sell', 3, { reduceOnly: true });
    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(1000);
    expect(told.held()).toBe(0);
  });

  it('closes what an entry fills that was on its way', () => {
    const told = new ToldSession([INSTRUMENT]);
    told.quote(99, 101);
    told.place('buy', 10);
    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(1000);
    told.pass(1000);
    expect(told.held()).toBe(0);
  });

  it('closes what an entry fills that was on its way, also when it was killed in between', () => {
    const told = new ToldSession([INSTRUMENT]);
    told.quote(99, 101);
    told.place('buy', 10);
    told.tell({ kind: 'flatten', because: 'a test' });
    const next = new ToldSession([INSTRUMENT], {}, canonicalJson(told.kernel.state()));
    next.quote(99, 101);
    next.pass(1000);
    next.pass(1000);
    expect(next.held()).toBe(0);
    expect(next.openOf('stop')).toEqual([]);
  });

  it('leaves alone what is opened after it', () => {
    const told = new ToldSession([INSTRUMENT]);
    told.quote(99, 101);
    told.place('buy', 10);
    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(1000);
    told.pass(1000);
    told.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    told.place('buy', 5);
    told.pass(1000);
    told.pass(1000);
    expect(told.held()).toBe(5);
  });
});

describe('total exposure', () => {
  it('counts entries that rest in other instruments', () => {
    const other = { ...INSTRUMENT, id: 'test:ETH/USDT:USDT' } as typeof INSTRUMENT;
    const told = new ToldSession([INSTRUMENT, other], { maxExposureTotal: 0.5 });
    told.quote(99, 101);
    told.quote(99, 101, other);
    told.place('buy', 4000, { kind: limitAt(98) });
    told.place('buy', 4000, { kind: limitAt(98), instrument: other.id });
    told.pass(1000);
    told.quote(96, 97);
    told.quote(96, 97, other);
    told.pass(1000);
    expect(told.held() + told.held(other)).toBe(4000);
  });
});

describe('spot', () => {
  it('promises the same money to one buy alone, whether the other rests here or elsewhere', () => {
    const spotOf = (base: string) =>
      ({ ...INSTRUMENT, id: `test:${base}/USDT`, kind: 'spot', maxLeverage: 1 }) as typeof INSTRUMENT;
    const [one, other] = [spotOf('BTC'), spotOf('ETH')];
    for (const second of [one, other]) {
      const wide = { maxExposurePerInstrument: 99, maxExposureTotal: 99 };
      const told = new ToldSession([one, other], wide);
      for (const each of [one, other]) told.quote(99, 101, each);
      // 6000 at 98 are 588,000 of the 1,000,000 there are, 4300 more would be 1,009,400; 4204 are 999,992.
      told.place('buy', 6000, { kind: limitAt(98) });
      told.pass(1000);
      told.place('buy', 4300, { kind: limitAt(98), instrument: second.id });
      told.pass(1000);
      told.place('buy', 4204, { kind: limitAt(98), instrument: second.id });
      told.pass(1000);
      const refused = told.outcomes().flatMap(({ outcome }) => {
        return outcome.kind === 'intent-refused' ? [outcome.refusal] : [];
      });
      expect(refused).toMatchObject([
        {
          code: 'balance-too-small',
          measured: { grossQuote: 1_009_400, promisedQuote: 588_000, equityQuote: 1_000_000 },
        },
      ]);
      expect(told.openOf('entry').map(({ lots: size }) => size)).toEqual([6000, 4204]);
    }
  });

  it('is never sold short by two sales that each could be', () => {
    const spot = { ...INSTRUMENT, kind: 'spot', maxLeverage: 1 } as typeof INSTRUMENT;
    const told = new ToldSession([spot]);
    told.quote(99, 101);
    told.place('buy', 10);
    told.pass(1000);
    told.place('sell', 10, { kind: limitAt(102), protectiveStop: ticks(200) });
    told.pass(1000);
    told.place('sell', 10, { kind: limitAt(102), protectiveStop: ticks(200) });
    told.pass(1000);
    told.quote(103, 105);
    told.pass(1000);
    expect(told.held()).toBe(0);
  });
});
