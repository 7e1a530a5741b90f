import { expectTypeOf, it } from 'vitest';
import type { Instrument } from '../instrument/instrument.ts';
import { notionalOf } from '../instrument/instrument.ts';
import { lots } from './lots.ts';
import type { Money } from './money.ts';
import { ticks } from './ticks.ts';

it('units cannot be swapped', () => {
  const notional = (instrument: Instrument) => notionalOf(instrument, lots(2), ticks(100));
  expectTypeOf(notional).returns.toEqualTypeOf<Money>();
  // @ts-expect-error a price is not a size
  const swapped = (instrument: Instrument) => notionalOf(instrument, ticks(100), lots(2));
  // @ts-expect-error a bare number has no unit
  const bare = (instrument: Instrument) => notionalOf(instrument, 2, 100);
  expectTypeOf(swapped).toBeFunction();
  expectTypeOf(bare).toBeFunction();
});
