/** What makes one instrument of the sandbox move and trade as it does. Sizes in quote currency (USDT). */
export interface Calibration {
  readonly startPrice: number;
  /** Volatility of a year of 365 days in the middle regime, as a fraction. */
  readonly annualVolatility: number;
  /** Correlation of its fair price with the factor that all instruments share. */
  readonly factorLoading: number;
  /** Size of a market maker's first order. */
  readonly makerSizeQuote: number;
  /** A maker this long moves its prices by `MAKER_SKEW_BPS`. */
  readonly makerInventoryQuote: number;
  /** Median of a market order, and of a patient limit order. */
  readonly takerSizeQuote: number;
  readonly patientSizeQuote: number;
  /** Patient orders resting on each side, on average, and where most of them rest. */
  readonly patientOrders: number;
  readonly patientDistanceBps: number;
  /** Arrivals of agents per second before excitation, in the middle regime. */
  readonly arrivalsPerSecond: number;
}

/** In the order of `sandboxInstruments`: BTC, ETH, SOL. Chosen by us; what comes out is measured in the tests. */
export const calibrations: readonly Calibration[] = [
  {
    startPrice: 64_000,
    annualVolatility: 0.36,
    factorLoading: 0.88,
    makerSizeQuote: 7000,
    makerInventoryQuote: 160_000,
    takerSizeQuote: 2200,
    patientSizeQuote: 5000,
    patientOrders: 260,
    patientDistanceBps: 7,
    arrivalsPerSecond: 4,
  },
  {
    startPrice: 3200,
    annualVolatility: 0.43,
    factorLoading: 0.86,
    makerSizeQuote: 5000,
    makerInventoryQuote: 110_000,
    takerSizeQuote: 1500,
    patientSizeQuote: 3500,
    patientOrders: 240,
    patientDistanceBps: 8,
    arrivalsPerSecond: 4,
  },
  {
    startPrice: 150,
    annualVolatility: 0.48,
    factorLoading: 0.76,
    makerSizeQuote: 4000,
    makerInventoryQuote: 70_000,
    takerSizeQuote: 900,
    patientSizeQuote: 2200,
    patientOrders: 340,
    patientDistanceBps: 18,
    arrivalsPerSecond: 4,
  },
];
