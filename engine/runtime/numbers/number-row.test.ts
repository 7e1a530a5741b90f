import { describe, expect, it } from 'vitest';
import { readNumberRow } from './number-row.ts';

const short = (line: string, namesNearest = true) =>
  readNumberRow(line.split(','), { header: 'time,name,value', namesNearest });
const long = (line: string) =>
  readNumberRow(line.split(','), { header: 'time,name,instrument,value', namesNearest: true });
/** 2024-05-01T12:30:00Z. */
const MAY = 1_714_566_600_000;

describe('a line of numbers', () => {
  it.each([
    ['a date and time in UTC', '2024-05-01T12:30:00Z,chain.fees,24.5', MAY],
    ['a zone beside UTC', '2024-05-01T14:30+02:00,chain.fees,24.5', MAY],
    ['milliseconds since 1970', `${MAY},chain.fees,24.5`, MAY],
  ])('says when the number was known: %s', (_what, line, time) => {
    expect(short(line)).toEqual({ time, name: 'chain.fees', instrument: '', value: 24.5 });
  });

  it.each([
    ['1e21', 1e21],
    ['6.1E+20', 6.1e20],
    ['-0.002', -0.002],
    ['+.5', 0.5],
  ])('has a value such as %s', (text, value) => {
    expect(short(`${MAY},chain.hash-rate,${text}`).value).toBe(value);
  });

  it.each(['', 'BTC/USDT:USDT', 'binance:BTC/USDT:USDT'])(
    'may speak of the instrument "%s"',
    (instrument) => {
      expect(long(`${MAY},loan.borrow-rate,${instrument},0.01`)).toMatchObject({ instrument, value: 0.01 });
    },
  );

  it.each([
    [`${MAY},chain.fees`, 'a line must have 3 cells (time,name,value), had 2'],
    [`${MAY},chain.fees,1,2`, 'a line must have 3 cells (time,name,value), had 4'],
    ['2024-05-01,chain.fees,1', /^time must be a date and time with its zone .*, was "2024-05-01"$/],
    ['2024-05-01T12:30:00,chain.fees,1', /with its zone .*, was "2024-05-01T12:30:00"$/],
    ['2024-02-30T12:30:00Z,chain.fees,1', /^time must be a date and time .*, was "2024-02-30T12:30:00Z"$/],
    [`${MAY / 1000},chain.fees,1`, 'time must be from 2009-01-03 to 2099, was "1714566600" in ms'],
    [`${MAY},chain.fee,1`, 'name must be of a known series, the nearest is chain.fees, was "chain.fee"'],
    [
      `${MAY},derivative.funding-rate,1`,
      'name must be of a series without a source: derivative.funding-rate is told by a venue, the chain or a setting',
    ],
    [`${MAY},toString,1`, /^name must be of a known series, .*, was "toString"$/],
    [`${MAY},chain.fees,`, 'value must be a finite number, was ""'],
    [`${MAY},chain.fees,NaN`, 'value must be a finite number, was "NaN"'],
    [`${MAY},chain.fees,1e999`, 'value must be a finite number, was "1e999"'],
    [`${MAY},chain.fees,0x10`, 'value must be a finite number, was "0x10"'],
    [`${MAY},future.near-price,0`, 'value of future.near-price must be above zero, was "0"'],
  ])('is refused: %s', (line, rule) => {
    expect(() => short(line)).toThrow(rule);
  });

  it.each([
    [`${MAY},chain.fees,BTC/USDT,1`, 'instrument must be empty: chain.fees speaks of none, was "BTC/USDT"'],
    [`${MAY},loan.borrow-rate,bitcoin,1`, /^instrument must be an id .*, was "bitcoin"$/],
    [`${MAY},loan.borrow-rate,${'B'.repeat(90)}/USDT,1`, /^instrument must be an id/],
  ])('is refused for its instrument: %s', (line, rule) => {
    expect(() => long(line)).toThrow(rule);
  });

  it('is refused without a nearest name where nobody is told of it', () => {
    expect(() => short(`${MAY},chain.fee,1`, false)).toThrow(
      'name must be of a known series, was "chain.fee"',
    );
  });
});
