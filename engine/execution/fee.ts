import { type Instrument, notionalOf } from '../domain/instrument/instrument.ts';
import type { Liquidity } from '../domain/order/fill.ts';
import { mulDiv } from '../domain/units/fixed.ts';
import type { Lots } from '../domain/units/lots.ts';
import { type Money, money } from '../domain/units/money.ts';
import type { Ticks } from '../domain/units/ticks.ts';

const PPM = 1_000_000n;

/** Fee rate in millionths of the notional; below zero is a rebate. */
export const feePpmOf = (instrument: Instrument, liquidity: Liquidity): number =>
  liquidity === 'maker' ? instrument.makerFeePpm : instrument.takerFeePpm;

/** What an execution costs: the rate on its exact value, rounded against us at 10^-8. Below zero is received. */
export const feeOf = (instrument: Instrument, feePpm: number, size: Lots, at: Ticks): Money =>
  money(mulDiv(notionalOf(instrument, size, at), BigInt(feePpm), PPM, 'ceiling'));
