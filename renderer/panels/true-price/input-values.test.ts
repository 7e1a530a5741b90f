import { describe, expect, it } from 'vitest';
import type { ChainView } from '../../../engine/contract/true-price-commands.ts';
import { BTC, sampleInstrument, sampleMarket } from '../../engine-client/fixtures/sample-view.ts';
import { formulaInputs, inputValues, numberFrom, sessionPrice } from './input-values.ts';

const DEFAULTS = {
  electricityPrice: 0.044,
  fleetEfficiency: 26.5,
  maxSupply: 21_000_000,
  blocksPerYear: 52_560,
  blockSeconds: 600,
  genesisTime: 1_231_006_505,
};
const heard = (value: number) => ({ value, heardMs: 5, from: 'node.example' });
const chain: ChainView = {
  state: 'connected',
  kind: 'mempool',
  endpoint: 'node.example/api',
  failure: '',
  nextAskMs: 9,
  height: heard(840_000),
  difficulty: heard(8.6e13),
  blockTime: heard(1_713_571_767),
  price: heard(64_000),
  retargets: null,
  isReadingRetargets: false,
  told: [],
  notToldBecause: '',
};
const sources = { typed: {}, defaults: DEFAULTS, chain, market: undefined };
const live = { symbol: 'BTC/USD', price: 65_000, ageMs: 20, isSimulated: false };

describe('an input of TRUE PRICE', () => {
  it('is told by the endpoint, or is what is usual', () => {
    const values = inputValues(sources);
    expect(values.height).toEqual({
      text: '840000',
      number: 840_000,
      origin: { kind: 'endpoint', from: 'node.example', heardMs: 5 },
    });
    expect(values.electricityPrice).toMatchObject({ number: 0.044, origin: { kind: 'default' } });
    expect(formulaInputs(values)).toMatchObject({ ...DEFAULTS, height: 840_000, difficulty: 8.6e13 });
  });

  it('is what is typed before all else, also when that is no number', () => {
    const values = inputValues({ ...sources, typed: { height: '9', difficulty: 'many', market: '' } });
    expect(values.height).toEqual({ text: '9', number: 9, origin: { kind: 'typed' } });
    expect(values.difficulty).toEqual({ text: 'many', number: undefined, origin: { kind: 'typed' } });
    expect(values.market.number).toBeUndefined();
    expect(formulaInputs(values)).toBeUndefined();
  });

  it('is missing while nobody tells it', () => {
    const values = inputValues({ ...sources, chain: undefined });
    expect(values.blockTime).toEqual({ text: '', number: undefined, origin: { kind: 'missing' } });
    expect(formulaInputs(values)).toBeUndefined();
  });

  it.each([
    ['a real market', live, { kind: 'market', symbol: 'BTC/USD', ageMs: 20 }, 65_000],
    [
      'the endpoint rather than the sandbox',
      { ...live, isSimulated: true },
      { kind: 'endpoint', from: 'node.example', heardMs: 5 },
      64_000,
    ],
    ['the endpoint alone', undefined, { kind: 'endpoint', from: 'node.example', heardMs: 5 }, 64_000],
  ])('takes the market price from %s', (_what, market, origin, number) => {
    expect(inputValues({ ...sources, market }).market).toMatchObject({ origin, number });
  });

  it('says that a price was made up when there is no other', () => {
    const market = { ...live, isSimulated: true };
    expect(inputValues({ ...sources, chain: { ...chain, price: null }, market }).market).toMatchObject({
      number: 65_000,
      origin: { kind: 'simulated', symbol: 'BTC/USD' },
    });
  });

  it.each([
    ['0.044', 'electricityPrice', 0.044],
    ['0,044', 'electricityPrice', 0.044],
    ['1.5e14', 'difficulty', 1.5e14],
    ['21_000_000', 'maxSupply', 21_000_000],
    ['0', 'height', 0],
    ['0', 'difficulty', undefined],
    ['840000.5', 'height', undefined],
    ['-1', 'difficulty', undefined],
    ['1,000,000', 'maxSupply', undefined],
    ['Infinity', 'difficulty', undefined],
    ['', 'difficulty', undefined],
  ] as const)('reads %j as %s: %s', (text, name, expected) => {
    expect(numberFrom(name, text)).toBe(expected);
  });
});

describe('the price of a session', () => {
  it('is the last one of its bitcoin in dollars', () => {
    const market = { ...sampleMarket, lastPrice: 61_000 };
    expect(sessionPrice([sampleInstrument], { [BTC]: market }, true)).toMatchObject({
      symbol: 'BTC/USDT:USDT',
      price: 61_000,
      isSimulated: true,
    });
    expect(sessionPrice([{ ...sampleInstrument, base: 'ETH' }], { [BTC]: market }, true)).toBeUndefined();
    expect(sessionPrice([sampleInstrument], { [BTC]: { ...market, lastPrice: null } }, true)).toBeUndefined();
  });
});
