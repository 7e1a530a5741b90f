/** Methods of the reference vectors that are compared beside the part of the engine that offers them. */
export const COMPARED_ELSEWHERE: Readonly<Record<string, string>> = {
  performance: 'engine/test/reference/report-metrics.test.ts',
  drawdownSeries: 'engine/test/reference/report-metrics.test.ts',
  tradeMetrics: 'engine/test/reference/report-metrics.test.ts',
  tradeBars: 'engine/market/profile/trade-bars.reference.test.ts',
  tickRule: 'engine/formulas/order-flow/trade-sign.reference.test.ts',
  fixedRisk: 'engine/test/reference/sizes.test.ts',
  volTarget: 'engine/test/reference/sizes.test.ts',
};

/** Methods of the reference vectors that the engine does not have, and why. */
export const NOT_OFFERED: Readonly<Record<string, string>> = {
  adjustPValues: 'discoveries are decided at a rate; p-values are not adjusted',
  adx: 'TA-Lib begins its sums one bar earlier; the catalogue begins with the mean of n moves, as Wilder does',
  ccf: 'leads are measured by regressions and by Hayashi and Yoshida',
  garchFit: 'returns are freed of their mean before the fit; the reference estimates the mean with it',
  gbm: 'prices at the end of a walk are simulated, not given in closed form',
  macdTalib: 'averages begin with the first value, as most charts do',
  obv: 'no formula of the catalogue is the running sum of volume',
  ridge: 'penalties rest on standardized columns',
  ruin: 'the risk of ruin is simulated from trades',
  savgol: 'a window around a value knows what comes after it',
  sprt: 'looks at results in between are judged by e-values',
  tradesNeeded: 'how many trades are missing is told from the interval',
  wma: 'no formula of the catalogue is an average with linear weights',
};

/** Of methods that are compared, the fields the engine does not have. */
export const FIELDS_NOT_OFFERED: Readonly<Record<string, readonly string[]>> = {
  savgolCausal: ['smooth'],
  scores: ['logLoss', 'auc', 'mcc', 'f1', 'precision', 'recall', 'accuracy'],
};
