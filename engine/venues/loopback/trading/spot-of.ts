import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';

/** The same book as spot. */
export const spotOf = (instrument: Instrument): Instrument =>
  defineInstrument({
    ...instrument,
    symbol: `${instrument.base}/${instrument.quote}`,
    kind: 'spot',
    maxLeverage: 1,
    fundingIntervalHours: 0,
  });
