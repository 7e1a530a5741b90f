import { describe, expect, it } from 'vitest';
import type { CcxtExchange } from '../ccxt-exchange.ts';
import type { ListedInstrument } from '../dialect.ts';
import { BrokenRule } from '../../wire/frame-fields.ts';
import { okx } from './okx.ts';

const LISTED = {
  wireSymbol: 'BTC-USDT-SWAP',
  instrument: { id: 'okx:BTC/USDT:USDT' },
  steps: { tickSize: '0.1', sizeStep: '0.01', stepsPerLot: 1 },
} as unknown as ListedInstrument;

const ask = (answer: unknown) =>
  okx.polls[0]?.ask(
    { publicGetPublicOpenInterest: () => Promise.resolve(answer) } as unknown as CcxtExchange,
    LISTED,
  );

describe('the open interest OKX is asked for', () => {
  it('is told in base units', async () => {
    const entry = { instId: 'BTC-USDT-SWAP', oi: '5000', oiCcy: '50.5', ts: '1620282889345' };
    expect(await ask({ data: [{ instId: 'OTHER' }, entry] })).toMatchObject({
      openInterestBase: 50.5,
      venueTime: 1_620_282_889_345,
    });
  });

  it.each([[{ data: {} }], [{ data: [null] }], [{ data: 'x' }], [null], [{}], [{ data: [] }]])(
    'breaks a rule and nothing else when the answer is %j',
    async (answer) => {
      const failure: unknown = await ask(answer)?.catch((error: unknown) => error);
      expect(failure instanceof BrokenRule || failure instanceof RangeError).toBe(true);
    },
  );
});

describe('a forced order of OKX', () => {
  it('is told at the nearest tick of its bankruptcy price, which lies between ticks', () => {
    const details = [{ side: 'sell', posSide: 'long', bkPx: '94120.8368', sz: '0.13', ts: '1692266434010' }];
    const text = JSON.stringify({
      arg: { channel: 'liquidation-orders', instType: 'SWAP' },
      data: [{ instId: 'BTC-USDT-SWAP', details }],
    });
    expect(okx.reader([LISTED], { name: 'public', calls: [] })(text)).toMatchObject({
      frames: [{ liquidations: [{ ticks: 941_208, lots: 13, side: 'sell' }] }],
    });
  });
});
