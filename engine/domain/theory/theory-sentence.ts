interface EntropyNumbers {
  /** 0 is known beforehand, 1 is a coin. */
  readonly entropy: number;
  readonly bars: number;
}
interface HurstNumbers {
  readonly hurst: number;
  readonly low: number;
  readonly high: number;
}
interface RegimeNumbers {
  /** Of the state that is named. */
  readonly probability: number;
  /** That the next bar is in it too. */
  readonly stay: number;
  readonly bars: number;
}
interface KalmanNumbers {
  /** Velocity in bps a bar and acceleration in bps a bar squared. */
  readonly velocityBps: number;
  readonly accelerationBps: number;
  readonly filteredPrice: number;
}
interface WinRateNumbers {
  readonly rate: number;
  readonly count: number;
}
interface MonteCarloNumbers {
  readonly profit: number;
  readonly loss: number;
  /** Mean gain of the paths that gain for each unit the others lose; 0 where none loses. */
  readonly rewardToRisk: number;
  readonly paths: number;
  readonly bars: number;
}
interface ForestNumbers {
  readonly probability: number;
  /** Share of later samples told right, and how many those were. */
  readonly accuracy: number;
  readonly count: number;
}
interface AutocorrelationNumbers {
  readonly correlation: number;
  /** Lags outside the band of noise, and how many noise alone puts there. */
  readonly outside: number;
  readonly expected: number;
  readonly lags: number;
}
interface StationarityNumbers {
  readonly tau: number;
  readonly pValue: number;
  /** Bars in which half of a distance is given back; 0 where none is. */
  readonly halfLifeBars: number;
}
interface VarianceNumbers {
  readonly ratio: number;
  readonly z: number;
  /** Volatility of the last twenty bars and what GARCH expects of the next, in bps a bar; 0 before its first fit. */
  readonly volatilityBps: number;
  readonly forecastBps: number;
}
interface ContextNumbers {
  readonly rising: number;
  readonly falling: number;
  readonly known: number;
  /** Price over TRUE PRICE of bitcoin, which is no factor; left out where it is not known. */
  readonly priceToTruePrice?: number;
}

/** The sentences theories say, and the numbers in each. */
export interface SentenceNumbers {
  readonly 'entropy-random': EntropyNumbers;
  readonly 'entropy-structured': EntropyNumbers;
  readonly 'entropy-between': EntropyNumbers;
  readonly 'hurst-trend': HurstNumbers;
  readonly 'hurst-reversion': HurstNumbers;
  readonly 'hurst-unclear': HurstNumbers;
  readonly 'hurst-described': Pick<HurstNumbers, 'hurst'>;
  readonly 'regime-bull': RegimeNumbers;
  readonly 'regime-bear': RegimeNumbers;
  readonly 'regime-wide-range': RegimeNumbers;
  readonly 'regime-quiet-range': RegimeNumbers;
  readonly 'regime-breakout': RegimeNumbers;
  readonly 'regime-consolidation': RegimeNumbers;
  readonly 'kalman-rising': KalmanNumbers;
  readonly 'kalman-falling': KalmanNumbers;
  readonly 'kalman-unclear': KalmanNumbers;
  readonly 'win-rate-any': WinRateNumbers;
  readonly 'win-rate-after-rise': WinRateNumbers;
  readonly 'win-rate-after-fall': WinRateNumbers;
  readonly 'monte-carlo-drift': MonteCarloNumbers;
  readonly 'monte-carlo-no-drift': MonteCarloNumbers;
  readonly 'forest-skilled': ForestNumbers;
  readonly 'forest-unskilled': ForestNumbers;
  readonly 'autocorrelation-continues': AutocorrelationNumbers;
  readonly 'autocorrelation-turns': AutocorrelationNumbers;
  readonly 'autocorrelation-none': AutocorrelationNumbers;
  readonly 'stationarity-pulled': StationarityNumbers;
  readonly 'stationarity-free': StationarityNumbers;
  readonly 'variance-trend': VarianceNumbers;
  readonly 'variance-reversion': VarianceNumbers;
  readonly 'variance-walk': VarianceNumbers;
  readonly 'context-rising': ContextNumbers;
  readonly 'context-falling': ContextNumbers;
  readonly 'context-mixed': ContextNumbers;
}

export type SentenceKey = keyof SentenceNumbers;

/** A sentence to be worded by whoever shows it. */
export type TheorySentence = {
  [Key in SentenceKey]: { readonly key: Key; readonly numbers: SentenceNumbers[Key] };
}[SentenceKey];

/** How numbers are written within a sentence. */
export interface SentenceFormat {
  /** With so many digits behind the point. */
  number(value: number, digits: number): string;
  /** A part of one, such as a probability. */
  share(value: number): string;
}

/** Every sentence in one language. */
export type SentenceTexts = {
  readonly [Key in SentenceKey]: (numbers: SentenceNumbers[Key], format: SentenceFormat) => string;
};

/** The sentence in the words of a language. */
export function sentenceText(sentence: TheorySentence, texts: SentenceTexts, format: SentenceFormat): string {
  // Key and numbers belong together by their type; the compiler does not follow that through the table.
  const word = texts[sentence.key] as (numbers: TheorySentence['numbers'], format: SentenceFormat) => string;
  return word(sentence.numbers, format);
}
