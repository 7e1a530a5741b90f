import { z } from 'zod';

/** Everything TRUE PRICE is made of, in the units of its names and comments. */
const inputs = z.strictObject({
  height: z.number().int().min(0).max(20_000_000).describe('height of the newest block'),
  difficulty: z.number().positive().max(1e30),
  blockTime: z.number().min(0).max(1e11).describe('time in the header of the newest block, unix s'),
  electricityPrice: z.number().positive().max(1e6).describe('USD/kWh'),
  fleetEfficiency: z.number().positive().max(1e9).describe('J/TH'),
  maxSupply: z.number().positive().max(1e12).describe('BTC'),
  blocksPerYear: z.number().positive().max(1e9),
  blockSeconds: z.number().positive().max(1e7).describe('s'),
  genesisTime: z.number().min(0).max(1e11).describe('unix s'),
});

export type TruePriceInputsView = z.output<typeof inputs>;
export type TruePriceInputName = keyof TruePriceInputsView;

const address = z.string().min(1).max(300);

/** Where the chain is read from. Secrets are used for the connection and kept nowhere. */
const chainSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('esplora'), url: address }),
  z.strictObject({ kind: z.literal('mempool'), url: address }),
  z.strictObject({
    kind: z.literal('node'),
    url: address,
    login: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({
        kind: z.literal('password'),
        user: z.string().max(200),
        password: z.string().max(500),
      }),
      z.strictObject({ kind: z.literal('cookie'), path: z.string().min(1).max(1000) }),
    ]),
  }),
]);

export type ChainSourceRequest = z.output<typeof chainSource>;

/** TRUE PRICE with every number on the way to it; see the formula for their meaning. */
export interface TruePriceTermsView {
  readonly halvings: number;
  readonly subsidy: number;
  readonly supply: number;
  readonly hashRate: number;
  readonly networkPowerWatt: number;
  readonly energyPerBlock: number;
  readonly energyPerCoin: number;
  readonly productionCost: number;
  readonly stockToFlow: number;
  readonly scarcity: number;
  readonly days: number;
  readonly maturity: number;
  readonly supplyTerm: number;
  readonly multiplier: number;
  readonly truePrice: number;
}

/** One bar of the tornado: what TRUE PRICE would be at the ends of one input's range, USD per BTC. */
export interface SensitivityView {
  readonly input: TruePriceInputName;
  readonly low: number;
  readonly high: number;
  readonly priceAtLow: number | null;
  readonly priceAtHigh: number | null;
  /** Distance between the two, never negative; null where one is missing. */
  readonly swing: number | null;
}

/** TRUE PRICE beside the price of the market. */
export interface MarketComparisonView {
  /** `ln(TRUE PRICE / market)`: above zero the market is cheaper. The value of formula F259. */
  readonly logDistance: number;
  /** TRUE PRICE over the market price, minus one. */
  readonly premium: number;
  /** What each of these would have to be for TRUE PRICE to be the market price, all else as given. */
  readonly impliedElectricityPrice: number;
  readonly impliedFleetEfficiency: number;
  readonly impliedDifficulty: number;
}

/** A worked example of the catalogue and what it gives, USD per BTC. */
export interface CheckCaseView {
  readonly inputs: TruePriceInputsView;
  readonly truePrice: number;
}

/** A number of the chain, of the endpoint that told it. */
export interface ChainNumberView {
  readonly value: number;
  /** When we learned it, ms. */
  readonly heardMs: number;
  /** Host of the endpoint. */
  readonly from: string;
}

/** What the engine knows of the chain and how its source does. */
export interface ChainView {
  readonly state: 'off' | 'asking' | 'connected' | 'failing';
  readonly kind: ChainSourceRequest['kind'] | null;
  /** Host and path asked, without any secret; empty when off. */
  readonly endpoint: string;
  /** Which endpoint, which rule, which value; empty while all is well. */
  readonly failure: string;
  /** When it is asked again, ms; null when off. */
  readonly nextAskMs: number | null;
  readonly height: ChainNumberView | null;
  readonly difficulty: ChainNumberView | null;
  readonly blockTime: ChainNumberView | null;
  /** Market price the endpoint tells, USD per BTC. */
  readonly price: ChainNumberView | null;
  /** Changes of difficulty that are known, and who told them: the host, or `typed`. */
  readonly retargets: { readonly count: number; readonly from: string } | null;
  readonly isReadingRetargets: boolean;
  /** Series told to the formulas of the open session, with what was told last. */
  readonly told: readonly { readonly name: string; readonly value: number; readonly timeMs: number }[];
  /** Why formulas are not told now, such as in a replay; empty when they are. */
  readonly notToldBecause: string;
}

/** A test of whether a series of log prices comes back to where it was. */
export interface UnitRootView {
  /** `market` and `truePrice` one by one, `pair` is the rest of the one on the other. */
  readonly of: 'market' | 'truePrice' | 'pair';
  readonly tau: number;
  readonly lags: number;
  readonly count: number;
  /** Probability of such a statistic where nothing pulls the series back. */
  readonly probability: number;
  readonly critical1: number;
  readonly critical5: number;
  readonly critical10: number;
  /** Strictest of the three levels at which "nothing pulls it back" is rejected; null at none. */
  readonly rejectedAt: '1%' | '5%' | '10%' | null;
}

/** TRUE PRICE of past days beside the market, or what is missing for it. */
export interface TruePriceHistoryView {
  /** Instruments of bitcoin in dollars with kept bars that were not made up by the sandbox. */
  readonly instruments: readonly string[];
  readonly instrument: string | null;
  readonly missing: readonly ('prices' | 'difficulty' | 'overlap')[];
  /** At most 1000 points for drawing, oldest first; prices in USD per BTC. */
  readonly timesMs: readonly number[];
  readonly market: readonly number[];
  readonly truePrice: readonly number[];
  /** Days behind the tests, and those left out because the difficulty of the time is not known. */
  readonly days: number;
  readonly daysWithout: number;
  readonly tests: readonly UnitRootView[];
  /** Fewest days the tests are made on. */
  readonly leastDays: number;
  /** `ln market = intercept + slope ln TRUE PRICE`; null without the test. */
  readonly line: { readonly intercept: number; readonly slope: number } | null;
}

const share = z.number().min(0.001).max(0.9).describe('how far each input reaches down and up, a fraction');
const marketPrice = z.number().positive().max(1e12).nullable().describe('USD per BTC');

/** What the TRUE PRICE panel asks. */
export const truePriceCommands = {
  /** What the inputs are when nobody types anything, and the check of the catalogue. */
  truePriceSetup: {
    request: z.strictObject({}),
    reply: z.custom<{ defaults: Partial<TruePriceInputsView>; check: CheckCaseView }>(),
  },
  /** TRUE PRICE, everything on the way to it, and how much each input moves it. */
  truePrice: {
    request: z.strictObject({ inputs, share, marketPrice }),
    reply: z.custom<{
      terms: TruePriceTermsView | null;
      comparison: MarketComparisonView | null;
      sensitivities: readonly SensitivityView[];
      /** Where the inputs are those of the check: what it gives, and whether this is the same. */
      checked: { truePrice: number; agrees: boolean } | null;
    }>(),
  },
  /** TRUE PRICE of past days, with the assumptions of today, beside kept prices of the market. */
  truePriceHistory: {
    request: z.strictObject({ inputs, instrument: z.string().max(80).nullable() }),
    reply: z.custom<TruePriceHistoryView>(),
  },
  /** What is known of the chain. Asks nobody. */
  chain: { request: z.strictObject({}), reply: z.custom<ChainView>() },
  /** Begins to ask an endpoint, now and then every five minutes. */
  connectChain: { request: z.strictObject({ source: chainSource }), reply: z.custom<ChainView>() },
  /** Asks at once, unless the endpoint told us to wait. */
  askChain: { request: z.strictObject({}), reply: z.custom<ChainView>() },
  /** Asks no more and forgets every secret; numbers stay, with their age. */
  disconnectChain: { request: z.strictObject({}), reply: z.custom<ChainView>() },
  /** Has the endpoint tell every change of difficulty there was. */
  readRetargets: { request: z.strictObject({}), reply: z.custom<ChainView>() },
  /** Takes changes of difficulty from lines of `time, height, difficulty`; time is a date or unix s. */
  typeRetargets: { request: z.strictObject({ text: z.string().max(50_000) }), reply: z.custom<ChainView>() },
  /** Tells the formulas of the open session these numbers as outside series. */
  tellChain: {
    request: z.strictObject({
      numbers: inputs
        .pick({
          height: true,
          difficulty: true,
          blockTime: true,
          electricityPrice: true,
          fleetEfficiency: true,
        })
        .partial(),
    }),
    reply: z.custom<ChainView>(),
  },
} as const;
