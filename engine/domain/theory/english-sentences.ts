import type { SentenceFormat, SentenceTexts } from './theory-sentence.ts';

/** The sentences of the theories in English, for reports and the window alike. */
export const englishSentences: SentenceTexts = {
  'entropy-random': ({ bars, entropy }, f) =>
    `The last ${f.number(bars, 0)} returns are close to random: entropy ${f.number(entropy, 3)} of 1.`,
  'entropy-structured': ({ bars, entropy }, f) =>
    `The last ${f.number(bars, 0)} returns follow a pattern: entropy ${f.number(entropy, 3)} of 1.`,
  'entropy-between': ({ bars, entropy }, f) =>
    `The last ${f.number(bars, 0)} returns are neither clearly random nor clearly ordered: entropy ${f.number(entropy, 3)} of 1.`,
  'hurst-trend': ({ high, hurst, low }, f) =>
    `Moves tend to go on: Hurst exponent ${f.number(hurst, 2)}, between ${f.number(low, 2)} and ${f.number(high, 2)}.`,
  'hurst-reversion': ({ high, hurst, low }, f) =>
    `Moves tend to turn back: Hurst exponent ${f.number(hurst, 2)}, between ${f.number(low, 2)} and ${f.number(high, 2)}.`,
  'hurst-unclear': ({ high, hurst, low }, f) =>
    `Cannot tell trend from reversion: Hurst exponent ${f.number(hurst, 2)}, between ${f.number(low, 2)} and ${f.number(high, 2)}.`,
  'hurst-described': ({ hurst }, f) =>
    `Plain rescaled range gives ${f.number(hurst, 2)}; noise alone often gives more than 0.5 this way.`,
  'regime-bull': (n, f) => regime('Bull trend', n, f),
  'regime-bear': (n, f) => regime('Bear trend', n, f),
  'regime-wide-range': (n, f) => regime('Range with high volatility', n, f),
  'regime-quiet-range': (n, f) => regime('Range with low volatility', n, f),
  'regime-breakout': (n, f) => regime('Breakout', n, f),
  'regime-consolidation': (n, f) => regime('Consolidation', n, f),
  'kalman-rising': ({ accelerationBps, filteredPrice, velocityBps }, f) =>
    `Filtered price ${f.number(filteredPrice, 2)} rises by ${f.number(velocityBps, 2)} bps a bar (acceleration ${f.number(accelerationBps, 3)}).`,
  'kalman-falling': ({ accelerationBps, filteredPrice, velocityBps }, f) =>
    `Filtered price ${f.number(filteredPrice, 2)} falls by ${f.number(-velocityBps, 2)} bps a bar (acceleration ${f.number(accelerationBps, 3)}).`,
  'kalman-unclear': ({ filteredPrice, velocityBps }, f) =>
    `Velocity of ${f.number(velocityBps, 2)} bps a bar around ${f.number(filteredPrice, 2)} cannot be told from standing still.`,
  'win-rate-any': ({ count, rate }, f) =>
    `A long held for one bar won ${f.share(rate)} of the time, believed from ${f.number(count, 0)} bars.`,
  'win-rate-after-rise': ({ count, rate }, f) =>
    `After a rise a long held for one bar won ${f.share(rate)} of the time, believed from ${f.number(count, 0)} bars.`,
  'win-rate-after-fall': ({ count, rate }, f) =>
    `After a fall a long held for one bar won ${f.share(rate)} of the time, believed from ${f.number(count, 0)} bars.`,
  'monte-carlo-drift': ({ bars, loss, paths, profit, rewardToRisk }, f) =>
    `${f.number(paths, 0)} paths of ${f.number(bars, 0)} bars with the drift of the window: ${f.share(profit)} gain, ${f.share(loss)} lose, reward to risk ${f.number(rewardToRisk, 2)}.`,
  'monte-carlo-no-drift': ({ bars, loss, paths, profit, rewardToRisk }, f) =>
    `No drift is evident, so ${f.number(paths, 0)} paths of ${f.number(bars, 0)} bars have none: ${f.share(profit)} gain, ${f.share(loss)} lose, reward to risk ${f.number(rewardToRisk, 2)}.`,
  'forest-skilled': ({ accuracy, count, probability }, f) =>
    `The forest says up with ${f.share(probability)}; it was right on ${f.share(accuracy)} of ${f.number(count, 0)} later samples.`,
  'forest-unskilled': ({ accuracy, count, probability }, f) =>
    `The forest says up with ${f.share(probability)}, but ${f.share(accuracy)} right of ${f.number(count, 0)} later samples is not clearly more than half.`,
  'autocorrelation-continues': (n, f) => correlated('Returns go on in their direction', n, f),
  'autocorrelation-turns': (n, f) => correlated('Returns turn back', n, f),
  'autocorrelation-none': (n, f) => correlated('No memory of the return before can be shown', n, f),
  'stationarity-pulled': ({ halfLifeBars, pValue, tau }, f) =>
    `The price is pulled back to a level (ADF ${f.number(tau, 2)}, p ${f.number(pValue, 3)}); half of a distance goes in ${f.number(halfLifeBars, 1)} bars.`,
  'stationarity-free': ({ pValue, tau }, f) =>
    `No pull to a level can be shown (ADF ${f.number(tau, 2)}, p ${f.number(pValue, 3)}).`,
  'variance-trend': (n, f) => variance('Moves add up to more than a random walk', n, f),
  'variance-reversion': (n, f) => variance('Moves cancel more than in a random walk', n, f),
  'variance-walk': (n, f) => variance('Variance cannot be told from that of a random walk', n, f),
  'context-rising': (n, f) => context('The surroundings lean up', n, f),
  'context-falling': (n, f) => context('The surroundings lean down', n, f),
  'context-mixed': (n, f) => context('The surroundings do not agree', n, f),
};

/** Numbers as the engine writes them: a decimal point, and shares as parts of one. */
export const plainFormat: SentenceFormat = {
  number: (value, digits) => value.toFixed(digits),
  share: (value) => value.toFixed(2),
};

type Numbers<Key extends keyof SentenceTexts> = Parameters<SentenceTexts[Key]>[0];

const regime = (name: string, { bars, probability, stay }: Numbers<'regime-bull'>, f: SentenceFormat) =>
  `${name} with ${f.share(probability)}; the next bar stays in it with ${f.share(stay)}, from ${f.number(bars, 0)} bars in it.`;

const correlated = (what: string, n: Numbers<'autocorrelation-none'>, f: SentenceFormat) =>
  `${what}: correlation ${f.number(n.correlation, 3)}; ${f.number(n.outside, 0)} of ${f.number(n.lags, 0)} lags leave the band where noise alone puts about ${f.number(n.expected, 0)}.`;

const variance = (what: string, n: Numbers<'variance-walk'>, f: SentenceFormat) =>
  `${what}: ratio ${f.number(n.ratio, 2)}, z ${f.number(n.z, 1)}. Volatility ${f.number(n.volatilityBps, 1)} bps a bar${n.forecastBps > 0 ? `, GARCH expects ${f.number(n.forecastBps, 1)}` : ''}.`;

const context = (what: string, n: Numbers<'context-mixed'>, f: SentenceFormat) =>
  `${what}: ${f.number(n.rising, 0)} of ${f.number(n.known, 0)} known factors lean up, ${f.number(n.falling, 0)} lean down.${n.priceToTruePrice === undefined ? '' : ` The price is ${f.number(n.priceToTruePrice, 2)} times TRUE PRICE, which describes and does not forecast.`}`;
