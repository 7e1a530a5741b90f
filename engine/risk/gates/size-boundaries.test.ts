import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { NO_LIMITS } from '../../domain/risk/limit-rules.ts';
import { type Boundary, size, sale, under, limitedBy, fixed, spot, onSpot } from './boundaries.fixture.ts';
import { limitAt } from './limited.fixture.ts';
import { openOrder, perpetual, standing } from './situation.fixture.ts';
import { exposureLimit } from './exposure-limit.ts';
import { notionalLimits } from './notional-limits.ts';
import { balance } from './balance.ts';
import { confirmSize } from './confirm-size.ts';

const PASSES: readonly Boundary[] = [
  {
    name: 'exposure of an instrument at its limit',
    gate: exposureLimit,
    on: [size(125), fixed({ maxExposurePerInstrument: 0.125 })],
  },
  {
    name: 'exposure in all at its limit',
    gate: exposureLimit,
    on: [size(125), fixed({ maxExposureTotal: 0.25 }, { grossExposure: moneyFromDecimal('125') })],
  },
  {
    name: 'a short grown to the limit',
    gate: exposureLimit,
    on: [sale(75), fixed({ maxExposurePerInstrument: 0.125 }, { netLots: -50 })],
  },
  {
    name: 'a short made smaller above the limit',
    gate: exposureLimit,
    on: [size(100), fixed({ maxExposurePerInstrument: 0.125 }, { netLots: -400 })],
  },
  {
    name: 'a long made smaller above the limit',
    gate: exposureLimit,
    on: [sale(100), fixed({ maxExposurePerInstrument: 0.125 }, { netLots: 400 })],
  },
  {
    name: 'notional of a symbol at its limit',
    gate: notionalLimits,
    on: [size(125), limitedBy({ leverage: 1, symbolNotional: 0.125 })],
  },
  {
    name: 'notional of the account at its limit',
    gate: notionalLimits,
    on: [
      size(125),
      limitedBy({ leverage: 1, accountNotional: 0.25 }, { grossExposure: moneyFromDecimal('125') }),
    ],
  },
  {
    name: 'leverage at its limit',
    gate: notionalLimits,
    on: [size(125), limitedBy({ leverage: 0.25 }, { grossExposure: moneyFromDecimal('125') })],
  },
  {
    name: 'a short made smaller above its notional',
    gate: notionalLimits,
    on: [size(100), limitedBy({ leverage: 1, symbolNotional: 0.125 }, { netLots: -400 })],
  },
  {
    name: 'what is held here is not counted twice',
    gate: notionalLimits,
    on: [size(100), limitedBy({ leverage: 0.25 }, { netLots: 100, grossExposure: moneyFromDecimal('100') })],
  },
  {
    name: 'margin used up to the last unit',
    gate: balance,
    on: [size(125), under({ equity: moneyFromDecimal('12.5') })],
  },
  {
    name: 'half of a long sold with all margin used',
    gate: balance,
    on: [
      sale(50),
      under({ equity: moneyFromDecimal('10'), netLots: 100, grossExposure: moneyFromDecimal('100') }),
    ],
  },
  {
    name: 'money that is left beside what waits here, up to the last unit',
    gate: balance,
    on: [
      size(100),
      onSpot({
        equity: moneyFromDecimal('150'),
        openOrders: [openOrder({ instrument: spot.id, lots: lots(100), kind: limitAt(500) })],
      }),
    ],
  },
  {
    name: 'money that is left beside what waits here at the market, up to the last unit',
    gate: balance,
    on: [
      size(50),
      onSpot({
        equity: moneyFromDecimal('100'),
        openOrders: [openOrder({ instrument: spot.id, lots: lots(50) })],
      }),
    ],
  },
  {
    name: 'a buy of all there is beside an entry elsewhere and an exit here, which promise nothing of it',
    gate: balance,
    on: [
      size(100),
      onSpot({
        equity: moneyFromDecimal('100'),
        openOrders: [
          openOrder({ instrument: perpetual.id, lots: lots(100), kind: limitAt(500) }),
          openOrder({ instrument: spot.id, role: 'exit', lots: lots(100), kind: limitAt(500) }),
        ],
      }),
    ],
  },
  {
    name: 'a buy beside sales on spot, which cost coins and no money',
    gate: balance,
    on: [
      size(100),
      onSpot({
        equity: moneyFromDecimal('100'),
        openOrders: [openOrder({ side: 'sell', instrument: spot.id, lots: lots(100), kind: limitAt(1100) })],
      }),
    ],
  },
  {
    name: 'a sale of what is held while more is promised than there is',
    gate: balance,
    on: [
      sale(50),
      onSpot({
        equity: moneyFromDecimal('100'),
        netLots: 100,
        grossExposure: moneyFromDecimal('100'),
        promisedElsewhere: moneyFromDecimal('10'),
      }),
    ],
  },
  { name: 'a sale of all that is held', gate: balance, on: [sale(100), onSpot({ netLots: 100 })] },
  {
    name: 'a sale of all that is not promised',
    gate: balance,
    on: [
      sale(50),
      onSpot({
        netLots: 100,
        openOrders: [openOrder({ side: 'sell', instrument: spot.id, lots: lots(50) })],
      }),
    ],
  },
  {
    name: 'a size that is just not large for the account',
    gate: confirmSize,
    on: [size(125), limitedBy({ confirmShare: 0.125 })],
  },
  {
    name: 'a size that is just not large among the last',
    gate: confirmSize,
    on: [
      size(125),
      under({
        standing: { ...standing, medianEntryQuote: 62.5, limits: { ...NO_LIMITS, confirmMultiple: 2 } },
      }),
    ],
  },
];

const REFUSED: readonly (Boundary & { readonly code: string })[] = [
  {
    code: 'balance-too-small',
    name: 'money that was promised to what waits here at its own price, a lot of it',
    gate: balance,
    on: [
      size(101),
      onSpot({
        equity: moneyFromDecimal('150'),
        openOrders: [openOrder({ instrument: spot.id, lots: lots(100), kind: limitAt(500) })],
      }),
    ],
  },
  {
    code: 'balance-too-small',
    name: 'money that was promised to what waits here at the market, a lot of it',
    gate: balance,
    on: [
      size(50),
      onSpot({
        equity: moneyFromDecimal('100'),
        openOrders: [openOrder({ instrument: spot.id, lots: lots(51) })],
      }),
    ],
  },
  {
    code: 'balance-too-small',
    name: 'money that was promised elsewhere',
    gate: balance,
    on: [size(100), onSpot({ equity: moneyFromDecimal('150'), promisedElsewhere: moneyFromDecimal('50.1') })],
  },
  {
    code: 'balance-too-small',
    name: 'margin that was promised to the other side of a perpetual',
    gate: balance,
    on: [
      size(100),
      under({
        equity: moneyFromDecimal('15'),
        openOrders: [openOrder({ side: 'sell', lots: lots(51), kind: limitAt(1000) })],
      }),
    ],
  },
  {
    code: 'exposure-above-limit',
    name: 'a long turned into a smaller short above it',
    gate: exposureLimit,
    on: [sale(600), fixed({ maxExposurePerInstrument: 0.125 }, { netLots: 400 })],
  },
  {
    code: 'exposure-above-limit',
    name: 'a lot above an instrument’s exposure',
    gate: exposureLimit,
    on: [size(126), fixed({ maxExposurePerInstrument: 0.125 })],
  },
  {
    code: 'exposure-above-limit',
    name: 'a lot above the exposure in all',
    gate: exposureLimit,
    on: [size(126), fixed({ maxExposureTotal: 0.25 }, { grossExposure: moneyFromDecimal('125') })],
  },
  {
    code: 'exposure-above-limit',
    name: 'what waits elsewhere',
    gate: exposureLimit,
    on: [size(126), fixed({ maxExposureTotal: 0.25 }, { pendingElsewhere: moneyFromDecimal('125') })],
  },
  {
    code: 'exposure-above-limit',
    name: 'a short grown beyond it',
    gate: exposureLimit,
    on: [sale(76), fixed({ maxExposurePerInstrument: 0.125 }, { netLots: -50 })],
  },
  {
    code: 'exposure-above-limit',
    name: 'what waits here',
    gate: exposureLimit,
    on: [
      size(100),
      fixed({ maxExposurePerInstrument: 0.125 }, { openOrders: [openOrder({ lots: lots(26) })] }),
    ],
  },
  {
    code: 'balance-too-small',
    name: 'an account with nothing and fixed limits',
    gate: exposureLimit,
    on: [size(100), under({ equity: moneyFromDecimal('0') })],
  },
  {
    code: 'balance-too-small',
    name: 'an account with nothing',
    gate: notionalLimits,
    on: [size(100), limitedBy({}, { equity: moneyFromDecimal('0') })],
  },
  {
    code: 'balance-too-small',
    name: 'an account that owes',
    gate: notionalLimits,
    on: [size(100), limitedBy({ leverage: 5 }, { equity: moneyFromDecimal('-1') })],
  },
  {
    code: 'symbol-notional-above-limit',
    name: 'a lot above a symbol’s notional',
    gate: notionalLimits,
    on: [size(126), limitedBy({ leverage: 1, symbolNotional: 0.125 })],
  },
  {
    code: 'symbol-notional-above-limit',
    name: 'a short grown above it',
    gate: notionalLimits,
    on: [sale(100), limitedBy({ leverage: 1, symbolNotional: 0.125 }, { netLots: -100 })],
  },
  {
    code: 'symbol-notional-above-limit',
    name: 'a long turned into a short above it',
    gate: notionalLimits,
    on: [sale(400), limitedBy({ leverage: 1, symbolNotional: 0.125 }, { netLots: 250 })],
  },
  {
    code: 'account-notional-above-limit',
    name: 'a lot above the account’s notional',
    gate: notionalLimits,
    on: [
      size(126),
      limitedBy({ leverage: 1, accountNotional: 0.25 }, { grossExposure: moneyFromDecimal('125') }),
    ],
  },
  {
    code: 'leverage-above-limit',
    name: 'a lot above the leverage',
    gate: notionalLimits,
    on: [size(126), limitedBy({ leverage: 0.25 }, { grossExposure: moneyFromDecimal('125') })],
  },
  {
    code: 'leverage-above-limit',
    name: 'leverage with what waits elsewhere',
    gate: notionalLimits,
    on: [size(126), limitedBy({ leverage: 0.25 }, { pendingElsewhere: moneyFromDecimal('125') })],
  },
  {
    code: 'balance-too-small',
    name: 'a lot more than the margin',
    gate: balance,
    on: [size(126), under({ equity: moneyFromDecimal('12.5') })],
  },
  {
    code: 'balance-too-small',
    name: 'a short beyond the margin',
    gate: balance,
    on: [
      sale(26),
      under({ equity: moneyFromDecimal('12.5'), netLots: -100, grossExposure: moneyFromDecimal('100') }),
    ],
  },
  {
    code: 'balance-too-small',
    name: 'a lot more than is held',
    gate: balance,
    on: [sale(101), onSpot({ netLots: 100 })],
  },
  {
    code: 'balance-too-small',
    name: 'a lot that is promised',
    gate: balance,
    on: [
      sale(51),
      onSpot({
        netLots: 100,
        openOrders: [openOrder({ side: 'sell', instrument: spot.id, lots: lots(50) })],
      }),
    ],
  },
  {
    code: 'order-needs-confirmation',
    name: 'a size that is just large for the account',
    gate: confirmSize,
    on: [size(126), limitedBy({ confirmShare: 0.125 })],
  },
  {
    code: 'order-needs-confirmation',
    name: 'a size that is just large among the last',
    gate: confirmSize,
    on: [
      size(126),
      under({
        standing: { ...standing, medianEntryQuote: 62.5, limits: { ...NO_LIMITS, confirmMultiple: 2 } },
      }),
    ],
  },
];

describe('gates for limits of size, at the last value that passes and the first that does not', () => {
  it.each(PASSES)('R-OR-07: let pass $name', ({ gate, on }) => {
    expect(gate(...on)).toBeUndefined();
  });

  it.each(REFUSED)('R-OR-07: refuse $name as $code', ({ code, gate, on }) => {
    expect(gate(...on)).toMatchObject({ code });
  });
});
