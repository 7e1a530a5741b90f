import { englishSentences } from '../../engine/domain/theory/english-sentences.ts';

/** Texts of the eleven theories in English. */
export const theoriesEn = {
  theories: {
    loading: 'The theories begin to read…',
    failed: (detail: string) => `The theories stopped: ${detail}. Close the panel and open it again.`,
    list: 'Eleven theories',
    interval: 'Bars the theories read',
    preset: 'How the theories are run',
    presets: { corrected: 'Corrected', described: 'As described' },
    presetHints: {
      corrected:
        'Known errors repaired, every value with an interval, and each theory believed as far as its own past allows.',
      described: 'The usual recipes at their word, to see what they are worth.',
    },
    waiting: (bars: string) => `${bars} bars to go`,
    asOf: (time: string) => `to the bar that ended at ${time}`,
    noBars: 'no bar has closed yet',
    warmingUp: (bars: string, needed: string) => `Warming up: ${bars} of ${needed} bars.`,
    waitsForOutside:
      'Nothing known yet: waits for the capitalization of all coins, bitcoin’s share of it and the fear and greed index, or for two days of volume.',
    noReading: 'No value: the price does not move enough.',
    suggestions: {
      up: 'up',
      down: 'down',
      trend: 'moves go on',
      reversion: 'moves turn back',
      random: 'random',
      structured: 'structured',
      none: 'no direction',
      'cannot-tell': 'cannot tell',
    },
    noInterval: 'States no interval.',
    interval95: (low: string, high: string, kind: string) => `95 %: ${low} to ${high} (${kind})`,
    intervalKinds: {
      asymptotic: 'asymptotic',
      exact: 'exact',
      posterior: 'posterior',
      simulated: 'simulated',
    },
    outlook: (probability: string, horizon: string, base: string) =>
      `Higher in ${horizon} with ${probability}; base rate ${base}.`,
    trust: (share: string) => `Believed at ${share} of its word.`,
    verdicts: {
      'too-few': 'Not enough yet',
      silent: 'Never left the base rate',
      helped: '✓ Has helped',
      hurt: '✗ Has hurt',
      open: 'Cannot be told from nothing',
    },
    needed: (count: string, needed: string) => `${count} of ${needed} predictions scored`,
    gain: (mean: string, reach: string, count: string) =>
      `${mean} ± ${reach} mbit per prediction, ${count} scored`,
    gainPath: (bits: string) => `Sum of the gains over time, now ${bits} bits`,
    how: 'How it works',
    about: {
      entropy: {
        title: 'Shannon entropy',
        value: 'Entropy',
        unit: '',
        described:
          'As described: how evenly the sizes of 200 returns are spread. Above 0.7 random, below 0.3 structured.',
        corrected:
          'Corrected: what stays unknown of the next sign once the two before it are known, as sizes say nothing of what can be foretold.',
      },
      hurst: {
        title: 'Hurst exponent',
        value: 'Exponent',
        unit: '',
        described: 'As described: plain rescaled range of 200 returns. Above 0.5 trending, below reverting.',
        corrected:
          'Corrected: without what independent returns give, and with the interval of simulated noise. On noise the plain number says trend most of the time.',
      },
      regime: {
        title: 'Markov regime',
        value: 'Stays in it',
        unit: '',
        described: 'As described: each bar has the state its rule names; a trend counts as a direction.',
        corrected:
          'Corrected: probabilities of six states filtered from the bars so far, never smoothed; what a state means is learned from what came after it.',
      },
      kalman: {
        title: 'Kalman filter',
        value: 'Velocity',
        unit: 'bps/bar',
        described: 'As described: one filter of price, velocity and acceleration with fixed noise.',
        corrected:
          'Corrected: four filters with different noise beside a price that only wanders, each weighed by how well it foretold.',
      },
      'win-rate': {
        title: 'Bayesian win rate',
        value: 'Wins of a one-bar long',
        unit: '',
        described: 'As described: share of rises among the last 200 bars that moved, prior one half.',
        corrected:
          'Corrected: after bars that moved as the last one did, with the posterior interval. Before costs; not the win rate of your own trades.',
      },
      'monte-carlo': {
        title: 'Monte Carlo',
        value: 'Paths that gain',
        unit: '',
        described:
          'As described: 10,000 paths of 20 bars with the mean of the window, which draws every past rise on.',
        corrected: 'Corrected: with the volatility of now, and without drift unless it is evident.',
      },
      forest: {
        title: 'Random forest',
        value: 'Right so far',
        unit: '',
        described: 'As described: 100 trees on 55 features, judged on samples each tree had not drawn.',
        corrected:
          'Corrected: judged on later samples only, with those between purged. Fitted each month and at least every 800 bars.',
      },
      autocorrelation: {
        title: 'Autocorrelation',
        value: 'With the return before',
        unit: '',
        described:
          'As described: the strongest of 100 lags forecasts, though about five stand out of any noise.',
        corrected:
          'Corrected: an autoregression whose order is chosen by a criterion; bias removed, error robust to changing volatility.',
      },
      stationarity: {
        title: 'Stationarity (ADF)',
        value: 'Pull to a level',
        unit: 'of the distance per bar',
        described: 'As described: five lags, believed where p is below 0.05.',
        corrected:
          'Corrected: lags chosen by a criterion, small-sample bias removed, belief that fades out up to p = 0.1. The interval holds where there is a pull.',
      },
      variance: {
        title: 'Variance',
        value: 'Ratio over four bars',
        unit: '',
        described:
          'As described: the ratio of eight bars at its word. With rolling volatility and GARCH(1,1).',
        corrected:
          'Corrected: neighboring moves count as related only as far as the test stands out, with an error robust to changing volatility.',
      },
      context: {
        title: 'Market context',
        value: 'Balance of factors',
        unit: '',
        described:
          'As described: capitalization, bitcoin’s share, fear and greed, and a day’s volume are added up to a direction.',
        corrected:
          'Corrected: with the interval that so few factors leave; four of four still prove nothing.',
      },
    },
    sentences: englishSentences,
  },
};
