// Written by write-registry.ts from the formula files. Do not edit.
import type { AnyFormula } from '../formula.ts';
import { bettingAgainstBeta } from '../anomalies/betting-against-beta.ts';
import { crossSectionalMomentum } from '../anomalies/cross-sectional-momentum.ts';
import { crossSectionalReversal } from '../anomalies/cross-sectional-reversal.ts';
import { distancePairsTrading } from '../anomalies/distance-pairs-trading.ts';
import { fiftyTwoWeekHigh } from '../anomalies/fifty-two-week-high.ts';
import { idiosyncraticVolatilityRank } from '../anomalies/idiosyncratic-volatility-rank.ts';
import { maxLotteryEffect } from '../anomalies/max-lottery-effect.ts';
import { timeSeriesMomentum } from '../anomalies/time-series-momentum.ts';
import { volumeConditionedAutocorrelation } from '../anomalies/volume-conditioned-autocorrelation.ts';
import { hashRibbons } from '../bitcoin/chain/hash-ribbons.ts';
import { metcalfeValue } from '../bitcoin/chain/metcalfe-value.ts';
import { nvtSignal } from '../bitcoin/chain/nvt-signal.ts';
import { puellMultiple } from '../bitcoin/chain/puell-multiple.ts';
import { truePriceDistance } from '../bitcoin/chain/true-price.ts';
import { annualizedFuturesBasis } from '../bitcoin/derivatives/annualized-futures-basis.ts';
import { fundingRateCrowding } from '../bitcoin/derivatives/funding-rate-crowding.ts';
import { liquidationPrice } from '../bitcoin/derivatives/liquidation-price.ts';
import { openInterestGrowth } from '../bitcoin/derivatives/open-interest-growth.ts';
import { perpetualNoArbitragePrice } from '../bitcoin/derivatives/perpetual-no-arbitrage-price.ts';
import { predictedFundingRate } from '../bitcoin/derivatives/predicted-funding-rate.ts';
import { riskReversal } from '../bitcoin/derivatives/risk-reversal.ts';
import { varianceRiskPremium } from '../bitcoin/derivatives/variance-risk-premium.ts';
import { dayOfWeekEffect } from '../bitcoin/sessions/day-of-week-effect.ts';
import { flexibleFourierVolatility } from '../bitcoin/sessions/flexible-fourier-volatility.ts';
import { intradayMomentum } from '../bitcoin/sessions/intraday-momentum.ts';
import { liquidityHourFilter } from '../bitcoin/sessions/liquidity-hour-filter.ts';
import { sessionReturnSeasonality } from '../bitcoin/sessions/session-return-seasonality.ts';
import { turnOfCandleEffect } from '../bitcoin/sessions/turn-of-candle-effect.ts';
import { arbitrageIndex } from '../bitcoin/venues/arbitrage-index.ts';
import { gonzaloGrangerComponentShare } from '../bitcoin/venues/gonzalo-granger-component-share.ts';
import { hayashiYoshidaLeadLag } from '../bitcoin/venues/hayashi-yoshida-lead-lag.ts';
import { partitionedMedianReferenceRate } from '../bitcoin/venues/partitioned-median-reference-rate.ts';
import { donchianBreakout } from '../direction/donchian-breakout.ts';
import { downsideBetaAsymmetry } from '../direction/downside-beta-asymmetry.ts';
import { dualMomentum } from '../direction/dual-momentum.ts';
import { dynamicMomentumCrashControl } from '../direction/dynamic-momentum-crash-control.ts';
import { parabolicSar } from '../direction/parabolic-sar.ts';
import { shortCarryBreakeven } from '../direction/short-carry-breakeven.ts';
import { shortSqueezeRisk } from '../direction/short-squeeze-risk.ts';
import { variableMovingAverageBand } from '../direction/variable-moving-average-band.ts';
import { vortexIndicator } from '../direction/vortex-indicator.ts';
import { conditionalDrawdownAtRisk } from '../edge/conditional-drawdown-at-risk.ts';
import { condorcetConfluence } from '../edge/condorcet-confluence.ts';
import { deflatedSharpeRatio } from '../edge/deflated-sharpe-ratio.ts';
import { effectiveVoteCount } from '../edge/effective-vote-count.ts';
import { expectedMaximumDrawdownGuard } from '../edge/expected-maximum-drawdown-guard.ts';
import { expectedValueGate } from '../edge/expected-value-gate.ts';
import { optimalHoldingPeriod } from '../edge/optimal-holding-period.ts';
import { realisedEdgeWilson } from '../edge/realised-edge-wilson.ts';
import { reddCopsExposure } from '../edge/redd-cops-exposure.ts';
import { sprtEdgeTest } from '../edge/sprt-edge-test.ts';
import { tradeFrequencyLimiter } from '../edge/trade-frequency-limiter.ts';
import { abdiRanaldoSpread } from '../execution-cost/abdi-ranaldo-spread.ts';
import { almgrenChrissSchedule } from '../execution-cost/almgren-chriss-schedule.ts';
import { avellanedaStoikovQuotes } from '../execution-cost/avellaneda-stoikov-quotes.ts';
import { bookSweepCost } from '../execution-cost/book-sweep-cost.ts';
import { corwinSchultzSpread } from '../execution-cost/corwin-schultz-spread.ts';
import { edgeSpread } from '../execution-cost/edge-spread.ts';
import { effectiveSpread } from '../execution-cost/effective-spread.ts';
import { feeBreakeven } from '../execution-cost/fee-breakeven.ts';
import { garleanuPedersenAimPortfolio } from '../execution-cost/garleanu-pedersen-aim-portfolio.ts';
import { gueantLehalleFernandezTapiaQuotes } from '../execution-cost/gueant-lehalle-fernandez-tapia-quotes.ts';
import { implementationShortfall } from '../execution-cost/implementation-shortfall.ts';
import { obizhaevaWangExecution } from '../execution-cost/obizhaeva-wang-execution.ts';
import { povSchedule } from '../execution-cost/pov-schedule.ts';
import { realizedSpread } from '../execution-cost/realized-spread.ts';
import { squareRootImpact } from '../execution-cost/square-root-impact.ts';
import { toxicShare } from '../execution-cost/toxic-share.ts';
import { twapSchedule } from '../execution-cost/twap-schedule.ts';
import { vwapSchedule } from '../execution-cost/vwap-schedule.ts';
import { leungLiOuExit } from '../exits/leung-li-ou-exit.ts';
import { trailingStop } from '../exits/trailing-stop.ts';
import { tripleBarrierExit } from '../exits/triple-barrier-exit.ts';
import { bootstrapParticleFilter } from '../filtering/bootstrap-particle-filter.ts';
import { butterworthLowpass } from '../filtering/butterworth-lowpass.ts';
import { coherencePhaseLead } from '../filtering/coherence-phase-lead.ts';
import { ehlersRoofingFilter } from '../filtering/ehlers-roofing-filter.ts';
import { empiricalModeDecomposition } from '../filtering/empirical-mode-decomposition.ts';
import { exponentialMovingAverage } from '../filtering/exponential-moving-average.ts';
import { goertzelDominantCycle } from '../filtering/goertzel-dominant-cycle.ts';
import { haarModwtTrend } from '../filtering/haar-modwt-trend.ts';
import { hampelOutlierFilter } from '../filtering/hampel-outlier-filter.ts';
import { hilbertInstantaneousPhase } from '../filtering/hilbert-instantaneous-phase.ts';
import { kalmanConstantAcceleration } from '../filtering/kalman-constant-acceleration.ts';
import { l1TrendFilter } from '../filtering/l1-trend-filter.ts';
import { lombScargleTickCycle } from '../filtering/lomb-scargle-tick-cycle.ts';
import { nlmsAdaptivePredictor } from '../filtering/nlms-adaptive-predictor.ts';
import { oneSidedHpFilter } from '../filtering/one-sided-hp-filter.ts';
import { savitzkyGolayDerivatives } from '../filtering/savitzky-golay-derivatives.ts';
import { simpleMovingAverage } from '../filtering/simple-moving-average.ts';
import { singularSpectrumAnalysis } from '../filtering/singular-spectrum-analysis.ts';
import { spectralEntropy } from '../filtering/spectral-entropy.ts';
import { teagerKaiserEnergy } from '../filtering/teager-kaiser-energy.ts';
import { totalVariationLevel } from '../filtering/total-variation-level.ts';
import { waveletSoftDenoise } from '../filtering/wavelet-soft-denoise.ts';
import { cmeWeekendGap } from '../gaps/cme-weekend-gap.ts';
import { cppiGapRiskMultiple } from '../gaps/cppi-gap-risk-multiple.ts';
import { feedGapPoissonTest } from '../gaps/feed-gap-poisson-test.ts';
import { gapFillSurvival } from '../gaps/gap-fill-survival.ts';
import { gapTypeClassifier } from '../gaps/gap-type-classifier.ts';
import { openingGapScore } from '../gaps/opening-gap-score.ts';
import { priceWindow } from '../gaps/price-window.ts';
import { tugOfWarSessionReturn } from '../gaps/tug-of-war-session-return.ts';
import { ardBayesianRegression } from '../learning/linear/ard-bayesian-regression.ts';
import { elasticNetCoordinateDescent } from '../learning/linear/elastic-net-coordinate-descent.ts';
import { fisherLdaShrinkage } from '../learning/linear/fisher-lda-shrinkage.ts';
import { partialLeastSquares } from '../learning/linear/partial-least-squares.ts';
import { softmaxRegressionThreeClass } from '../learning/linear/softmax-regression-three-class.ts';
import { gaussianProcessRegression } from '../learning/neighbors/gaussian-process-regression.ts';
import { knnAnalogForecast } from '../learning/neighbors/knn-analog-forecast.ts';
import { nadarayaWatsonKernel } from '../learning/neighbors/nadaraya-watson-kernel.ts';
import { autoencoderAnomaly } from '../learning/networks/autoencoder-anomaly.ts';
import { echoStateNetwork } from '../learning/networks/echo-state-network.ts';
import { lstmSequence } from '../learning/networks/lstm-sequence.ts';
import { mlpAdam } from '../learning/networks/mlp-adam.ts';
import { osExtremeLearningMachine } from '../learning/networks/os-extreme-learning-machine.ts';
import { selfAttentionEncoder } from '../learning/networks/self-attention-encoder.ts';
import { temporalConvolutionalNetwork } from '../learning/networks/temporal-convolutional-network.ts';
import { tftGatedVariableSelection } from '../learning/networks/tft-gated-variable-selection.ts';
import { adaptiveConformalInterval } from '../learning/online/adaptive-conformal-interval.ts';
import { arowDirection } from '../learning/online/arow-direction.ts';
import { averagedPerceptron } from '../learning/online/averaged-perceptron.ts';
import { exponentiatedGradientPortfolio } from '../learning/online/exponentiated-gradient-portfolio.ts';
import { fixedShareTracking } from '../learning/online/fixed-share-tracking.ts';
import { ftrlProximalLogistic } from '../learning/online/ftrl-proximal-logistic.ts';
import { gaussianNaiveBayes } from '../learning/online/gaussian-naive-bayes.ts';
import { hedgeExponentialWeights } from '../learning/online/hedge-exponential-weights.ts';
import { mixtureOfExpertsGate } from '../learning/online/mixture-of-experts-gate.ts';
import { normaKernelOnline } from '../learning/online/norma-kernel-online.ts';
import { ojaOnlinePca } from '../learning/online/oja-online-pca.ts';
import { onlineBayesianProbit } from '../learning/online/online-bayesian-probit.ts';
import { onlineNewtonStepPortfolio } from '../learning/online/online-newton-step-portfolio.ts';
import { passiveAggressiveRegression } from '../learning/online/passive-aggressive-regression.ts';
import { pegasosLinearSvm } from '../learning/online/pegasos-linear-svm.ts';
import { randomFourierFeatureRidge } from '../learning/online/random-fourier-feature-ridge.ts';
import { vovkAzouryWarmuthRidge } from '../learning/online/vovk-azoury-warmuth-ridge.ts';
import { lpplsBubbleConfidence } from '../learning/prediction/lppls-bubble-confidence.ts';
import { sMapForecast } from '../learning/prediction/s-map-forecast.ts';
import { signatureLevyArea } from '../learning/prediction/signature-levy-area.ts';
import { sixFactorHourlyDrift } from '../learning/prediction/six-factor-hourly-drift.ts';
import { qLearningTrader } from '../learning/reinforcement/q-learning-trader.ts';
import { recurrentReinforcementLearning } from '../learning/reinforcement/recurrent-reinforcement-learning.ts';
import { exp3Bandit } from '../learning/selection/exp3-bandit.ts';
import { isotonicProbabilityCalibration } from '../learning/selection/isotonic-probability-calibration.ts';
import { lstmBoostingHybrid } from '../learning/selection/lstm-boosting-hybrid.ts';
import { metaLabeling } from '../learning/selection/meta-labeling.ts';
import { stackedGeneralization } from '../learning/selection/stacked-generalization.ts';
import { thompsonProbabilityMatching } from '../learning/selection/thompson-probability-matching.ts';
import { ucb1Selector } from '../learning/selection/ucb1-selector.ts';
import { adaboostStumps } from '../learning/trees/adaboost-stumps.ts';
import { gradientBoostingLogistic } from '../learning/trees/gradient-boosting-logistic.ts';
import { hoeffdingTree } from '../learning/trees/hoeffding-tree.ts';
import { isolationForest } from '../learning/trees/isolation-forest.ts';
import { newtonBoostedTreesXgboost } from '../learning/trees/newton-boosted-trees-xgboost.ts';
import { randomForestValidator } from '../learning/trees/random-forest-validator.ts';
import { anticor } from '../mean-reversion/anticor.ts';
import { avellanedaLeeSScore } from '../mean-reversion/avellaneda-lee-s-score.ts';
import { bertramOuThresholds } from '../mean-reversion/bertram-ou-thresholds.ts';
import { boxTiaoCanonicalPortfolio } from '../mean-reversion/box-tiao-canonical-portfolio.ts';
import { commodityChannelIndex } from '../mean-reversion/commodity-channel-index.ts';
import { connorsRsi } from '../mean-reversion/connors-rsi.ts';
import { copulaMispricingPairs } from '../mean-reversion/copula-mispricing-pairs.ts';
import { errorCorrectionSpeed } from '../mean-reversion/error-correction-speed.ts';
import { extremeMoveReversal } from '../mean-reversion/extreme-move-reversal.ts';
import { internalBarStrength } from '../mean-reversion/internal-bar-strength.ts';
import { johansenTraceSpread } from '../mean-reversion/johansen-trace-spread.ts';
import { kalmanHedgeRatioSpread } from '../mean-reversion/kalman-hedge-ratio-spread.ts';
import { mtarThresholdCointegration } from '../mean-reversion/mtar-threshold-cointegration.ts';
import { olmar } from '../mean-reversion/olmar.ts';
import { ouFirstPassageTime } from '../mean-reversion/ou-first-passage-time.ts';
import { ouHalfLife } from '../mean-reversion/ou-half-life.ts';
import { pamr } from '../mean-reversion/pamr.ts';
import { relativeStrengthIndex } from '../mean-reversion/relative-strength-index.ts';
import { rollingZscoreReversion } from '../mean-reversion/rolling-zscore-reversion.ts';
import { stochasticOscillator } from '../mean-reversion/stochastic-oscillator.ts';
import { wilderRsi } from '../mean-reversion/wilder-rsi.ts';
import { amihudIlliquidity } from '../microstructure/amihud-illiquidity.ts';
import { bookDepth } from '../microstructure/book-depth.ts';
import { bookImbalance } from '../microstructure/book-imbalance.ts';
import { bulkVolumeImbalance } from '../microstructure/bulk-volume-imbalance.ts';
import { chaikinMoneyFlow } from '../microstructure/chaikin-money-flow.ts';
import { crossImpactOfi } from '../microstructure/cross-impact-ofi.ts';
import { depthImbalance } from '../microstructure/depth-imbalance.ts';
import { fhtZeroReturnSpread } from '../microstructure/fht-zero-return-spread.ts';
import { fleetingOrderRatio } from '../microstructure/fleeting-order-ratio.ts';
import { glostenHarris } from '../microstructure/glosten-harris.ts';
import { hasbrouckSqrtLambda } from '../microstructure/hasbrouck-sqrt-lambda.ts';
import { hasbrouckVarPermanentImpact } from '../microstructure/hasbrouck-var-permanent-impact.ts';
import { houMoskowitzDelay } from '../microstructure/hou-moskowitz-delay.ts';
import { huangStollComponents } from '../microstructure/huang-stoll-components.ts';
import { imbalanceLagRegression } from '../microstructure/imbalance-lag-regression.ts';
import { kyleLambdaError } from '../microstructure/kyle-lambda-error.ts';
import { kyleLambda } from '../microstructure/kyle-lambda.ts';
import { largeTradeImbalance } from '../microstructure/large-trade-imbalance.ts';
import { leeReadyTradeSign } from '../microstructure/lee-ready-trade-sign.ts';
import { logBookImbalance } from '../microstructure/log-book-imbalance.ts';
import { logDepthImbalance } from '../microstructure/log-depth-imbalance.ts';
import { logQuoteSlope } from '../microstructure/log-quote-slope.ts';
import { madhavanRichardsonRoomans } from '../microstructure/madhavan-richardson-roomans.ts';
import { microprice } from '../microstructure/microprice.ts';
import { moneyFlowIndex } from '../microstructure/money-flow-index.ts';
import { multiLevelOrderFlowImbalance } from '../microstructure/multi-level-order-flow-imbalance.ts';
import { netLimitOrderFlow } from '../microstructure/net-limit-order-flow.ts';
import { orderBookResiliency } from '../microstructure/order-book-resiliency.ts';
import { orderFlowImbalance } from '../microstructure/order-flow-imbalance.ts';
import { orderFlowMomentum } from '../microstructure/order-flow-momentum.ts';
import { orderSignLongMemory } from '../microstructure/order-sign-long-memory.ts';
import { pastorStambaughGamma } from '../microstructure/pastor-stambaugh-gamma.ts';
import { pinEkop } from '../microstructure/pin-ekop.ts';
import { priceImpact } from '../microstructure/price-impact.ts';
import { quoteFlow } from '../microstructure/quote-flow.ts';
import { quotedSpread } from '../microstructure/quoted-spread.ts';
import { rollSpread } from '../microstructure/roll-spread.ts';
import { roundNumberClustering } from '../microstructure/round-number-clustering.ts';
import { spreadBps } from '../microstructure/spread-bps.ts';
import { stealthTradingShare } from '../microstructure/stealth-trading-share.ts';
import { tradePriceLambda } from '../microstructure/trade-price-lambda.ts';
import { tradeResponse } from '../microstructure/trade-response.ts';
import { tradeSideAgreement } from '../microstructure/trade-side-agreement.ts';
import { transientImpactPropagator } from '../microstructure/transient-impact-propagator.ts';
import { upDownIlliquidityAsymmetry } from '../microstructure/up-down-illiquidity-asymmetry.ts';
import { volumeNodeProfile } from '../microstructure/volume-node-profile.ts';
import { vpin } from '../microstructure/vpin.ts';
import { vwapDeviation } from '../microstructure/vwap-deviation.ts';
import { zeroIntelligenceSpread } from '../microstructure/zero-intelligence-spread.ts';
import { batesGrangerCombination } from '../multiscale/combination/bates-granger-combination.ts';
import { betSizeFromProbability } from '../multiscale/combination/bet-size-from-probability.ts';
import { clarkWestGate } from '../multiscale/combination/clark-west-gate.ts';
import { completeSubsetRegressions } from '../multiscale/combination/complete-subset-regressions.ts';
import { extremisedLogOddsPool } from '../multiscale/combination/extremised-log-odds-pool.ts';
import { giacominiWhiteSelection } from '../multiscale/combination/giacomini-white-selection.ts';
import { grangerRamanathanRegression } from '../multiscale/combination/granger-ramanathan-regression.ts';
import { optimalPredictionPool } from '../multiscale/combination/optimal-prediction-pool.ts';
import { pesaranTimmermannGate } from '../multiscale/combination/pesaran-timmermann-gate.ts';
import { plattCalibration } from '../multiscale/combination/platt-calibration.ts';
import { probabilityOfBacktestOverfitting } from '../multiscale/combination/probability-of-backtest-overfitting.ts';
import { temporalHierarchyReconciliation } from '../multiscale/combination/temporal-hierarchy-reconciliation.ts';
import { breitungCandelonCausality } from '../multiscale/dependence/breitung-candelon-causality.ts';
import { convergentCrossMapping } from '../multiscale/dependence/convergent-cross-mapping.ts';
import { correlationSurprise } from '../multiscale/dependence/correlation-surprise.ts';
import { crossQuantilogramLead } from '../multiscale/dependence/cross-quantilogram.ts';
import { dccaCoefficient } from '../multiscale/dependence/dcca-coefficient.ts';
import { dieboldYilmazSpillover } from '../multiscale/dependence/diebold-yilmaz-spillover.ts';
import { effectiveNumberOfBets } from '../multiscale/dependence/effective-number-of-bets.ts';
import { eppsCorrelationScale } from '../multiscale/dependence/epps-correlation-scale.ts';
import { forbesRigobonCorrelation } from '../multiscale/dependence/forbes-rigobon-correlation.ts';
import { marchenkoPasturMarketMode } from '../multiscale/dependence/marchenko-pastur-market-mode.ts';
import { modwtWaveletCrossCorrelation } from '../multiscale/dependence/modwt-wavelet-cross-correlation.ts';
import { mstNormalisedLength } from '../multiscale/dependence/mst-normalised-length.ts';
import { almgrenDirectImpact } from '../multiscale/impact/almgren-direct-impact.ts';
import { gatheralPowerLawDecay } from '../multiscale/impact/gatheral-power-law-decay.ts';
import { kissellIStar } from '../multiscale/impact/kissell-i-star.ts';
import { lilloFarmerMantegnaImpact } from '../multiscale/impact/lillo-farmer-mantegna-impact.ts';
import { multivariateKyleCrossImpact } from '../multiscale/impact/multivariate-kyle-cross-impact.ts';
import { strategyCapacity } from '../multiscale/impact/strategy-capacity.ts';
import { hierarchicalRiskParity } from '../multiscale/portfolio/hierarchical-risk-parity.ts';
import { ledoitWolfMinimumVariance } from '../multiscale/portfolio/ledoit-wolf-minimum-variance.ts';
import { mostDiversifiedPortfolio } from '../multiscale/portfolio/most-diversified-portfolio.ts';
import { chowDenningVarianceRatio } from '../multiscale/scaling/chow-denning-variance-ratio.ts';
import { coarseFineVolatilityAsymmetry } from '../multiscale/scaling/coarse-fine-volatility-asymmetry.ts';
import { ctaMultiSpeedTrend } from '../multiscale/scaling/cta-multi-speed-trend.ts';
import { directionalChangeIntrinsicTime } from '../multiscale/scaling/directional-change-intrinsic-time.ts';
import { directionalChangeScalingExponent } from '../multiscale/scaling/directional-change-scaling-exponent.ts';
import { garchTemporalAggregation } from '../multiscale/scaling/garch-temporal-aggregation.ts';
import { harchVolatility } from '../multiscale/scaling/harch-volatility.ts';
import { mfdfaSpectrumWidth } from '../multiscale/scaling/mfdfa-spectrum-width.ts';
import { midasBetaVolatility } from '../multiscale/scaling/midas-beta-volatility.ts';
import { multiscaleEntropy } from '../multiscale/scaling/multiscale-entropy.ts';
import { thetaBusinessTime } from '../multiscale/scaling/theta-business-time.ts';
import { tripleScreen } from '../multiscale/scaling/triple-screen.ts';
import { volatilityScalingLaw } from '../multiscale/scaling/volatility-scaling-law.ts';
import { volatilitySignatureNoise } from '../multiscale/scaling/volatility-signature-noise.ts';
import { baiPerronMeanBreaks } from '../multiscale/structural-breaks/bai-perron-mean-breaks.ts';
import { chuStinchcombeWhiteMonitor } from '../multiscale/structural-breaks/chu-stinchcombe-white-monitor.ts';
import { eDivisiveChange } from '../multiscale/structural-breaks/e-divisive-change.ts';
import { gregoryHansenCointegration } from '../multiscale/structural-breaks/gregory-hansen-cointegration.ts';
import { mosumMeanTest } from '../multiscale/structural-breaks/mosum-mean-test.ts';
import { nyblomParameterStability } from '../multiscale/structural-breaks/nyblom-parameter-stability.ts';
import { zivotAndrewsBreak } from '../multiscale/structural-breaks/zivot-andrews-break.ts';
import { algorithmicTradingProxy } from '../order-flow/algorithmic-trading-proxy.ts';
import { buyPressure } from '../order-flow/buy-pressure.ts';
import { contDeLarrardUpProbability } from '../order-flow/cont-de-larrard-up-probability.ts';
import { cumulativeVolumeDelta } from '../order-flow/cumulative-volume-delta.ts';
import { depthWeightedPrice } from '../order-flow/depth-weighted-price.ts';
import { hawkesTradeIntensityImbalance } from '../order-flow/hawkes-trade-intensity-imbalance.ts';
import { hiddenLiquidityUpProbability } from '../order-flow/hidden-liquidity-up-probability.ts';
import { integratedOrderFlowImbalance } from '../order-flow/integrated-order-flow-imbalance.ts';
import { largeTradeRatio } from '../order-flow/large-trade-ratio.ts';
import { limitOrderFillProbability } from '../order-flow/limit-order-fill-probability.ts';
import { marketProfileValueArea } from '../order-flow/market-profile-value-area.ts';
import { midPriceBasis } from '../order-flow/mid-price-basis.ts';
import { orderBookSlope } from '../order-flow/order-book-slope.ts';
import { profileBias } from '../order-flow/profile-bias.ts';
import { profileNodeDistance } from '../order-flow/profile-node-distance.ts';
import { profilePrice } from '../order-flow/profile-price.ts';
import { queueImbalanceLogistic } from '../order-flow/queue-imbalance-logistic.ts';
import { staleQuoteArbitrageEdge } from '../order-flow/stale-quote-arbitrage-edge.ts';
import { stoikovMicroPrice } from '../order-flow/stoikov-micro-price.ts';
import { tapeVwapDeviation } from '../order-flow/tape-vwap-deviation.ts';
import { tickBarMomentum } from '../order-flow/tick-bar-momentum.ts';
import { tickImbalanceBars } from '../order-flow/tick-imbalance-bars.ts';
import { tpoPrice } from '../order-flow/tpo-price.ts';
import { tradeFlowImbalance } from '../order-flow/trade-flow-imbalance.ts';
import { uncertaintyZonesEta } from '../order-flow/uncertainty-zones-eta.ts';
import { volumeClockBars } from '../order-flow/volume-clock-bars.ts';
import { volumeDeltaDivergence } from '../order-flow/volume-delta-divergence.ts';
import { volumeRunsBars } from '../order-flow/volume-runs-bars.ts';
import { weightedMidPrice } from '../order-flow/weighted-mid-price.ts';
import { absorptionRatio } from '../regime/absorption-ratio.ts';
import { adwin } from '../regime/adwin.ts';
import { adxDirectionalMovement } from '../regime/adx-directional-movement.ts';
import { bayesianOnlineChangepoint } from '../regime/bayesian-online-changepoint.ts';
import { brownDurbinEvansCusum } from '../regime/brown-durbin-evans-cusum.ts';
import { choppinessIndex } from '../regime/choppiness-index.ts';
import { gaussianHmm } from '../regime/gaussian-hmm.ts';
import { gaussianMixtureRegime } from '../regime/gaussian-mixture-regime.ts';
import { hamiltonMarkovSwitching } from '../regime/hamilton-markov-switching.ts';
import { icssVarianceBreak } from '../regime/icss-variance-break.ts';
import { kaufmanEfficiencyRatio } from '../regime/kaufman-efficiency-ratio.ts';
import { lundeTimmermannBullBear } from '../regime/lunde-timmermann-bull-bear.ts';
import { mahalanobisTurbulence } from '../regime/mahalanobis-turbulence.ts';
import { markovChainSixState } from '../regime/markov-chain-six-state.ts';
import { markovSwitchingGarch } from '../regime/markov-switching-garch.ts';
import { pageCusum } from '../regime/page-cusum.ts';
import { peltChangepoint } from '../regime/pelt-changepoint.ts';
import { psyBsadfBubble } from '../regime/psy-bsadf-bubble.ts';
import { shiryaevRoberts } from '../regime/shiryaev-roberts.ts';
import { statisticalJumpModel } from '../regime/statistical-jump-model.ts';
import { blackLittermanWeights } from '../sizing/black-litterman-weights.ts';
import { christoffersenIndependenceTest } from '../sizing/christoffersen-independence-test.ts';
import { continuousKelly } from '../sizing/continuous-kelly.ts';
import { cornishFisherVar } from '../sizing/cornish-fisher-var.ts';
import { entropicValueAtRisk } from '../sizing/entropic-value-at-risk.ts';
import { equalRiskContribution } from '../sizing/equal-risk-contribution.ts';
import { evtPeaksOverThresholdVar } from '../sizing/evt-peaks-over-threshold-var.ts';
import { excessGrowthRate } from '../sizing/excess-growth-rate.ts';
import { expectedShortfall } from '../sizing/expected-shortfall.ts';
import { filteredHistoricalSimulation } from '../sizing/filtered-historical-simulation.ts';
import { fixedRatioSizing } from '../sizing/fixed-ratio-sizing.ts';
import { grossmanZhouDrawdownControl } from '../sizing/grossman-zhou-drawdown-control.ts';
import { historicalValueAtRisk } from '../sizing/historical-value-at-risk.ts';
import { kellyCriterion } from '../sizing/kelly-criterion.ts';
import { kupiecPofTest } from '../sizing/kupiec-pof-test.ts';
import { optimalF } from '../sizing/optimal-f.ts';
import { riskConstrainedKelly } from '../sizing/risk-constrained-kelly.ts';
import { riskmetricsValueAtRisk } from '../sizing/riskmetrics-value-at-risk.ts';
import { shrunkenKelly } from '../sizing/shrunken-kelly.ts';
import { universalPortfolio } from '../sizing/universal-portfolio.ts';
import { volatilityManagedExposure } from '../sizing/volatility-managed-exposure.ts';
import { approximateEntropyOfReturns } from '../statistics/approximate-entropy.ts';
import { betaBinomialWinRate } from '../statistics/beta-binomial-win-rate.ts';
import { bettingEProcessEdge } from '../statistics/betting-e-process-edge.ts';
import { bowleyQuantileSkewness } from '../statistics/bowley-quantile-skewness.ts';
import { dirichletMultinomialDirection } from '../statistics/dirichlet-multinomial-direction.ts';
import { gammaPoissonTradeRate } from '../statistics/gamma-poisson-trade-rate.ts';
import { hillTailIndex } from '../statistics/hill-tail-index.ts';
import { huberMLocation } from '../statistics/huber-m-location.ts';
import { hurstRescaledRange } from '../statistics/hurst-rescaled-range.ts';
import { jamesSteinShrinkage } from '../statistics/james-stein-shrinkage.ts';
import { jarqueBeraNormality } from '../statistics/jarque-bera-normality.ts';
import { kendallTauReturnVolume } from '../statistics/kendall-tau-return-volume.ts';
import { klDivergenceShift } from '../statistics/kl-divergence-shift.ts';
import { ksTwoSampleDrift } from '../statistics/ks-two-sample-drift.ts';
import { lMomentShape } from '../statistics/l-moment-shape.ts';
import { lempelZivComplexity } from '../statistics/lempel-ziv-complexity.ts';
import { mannKendallTrend } from '../statistics/mann-kendall-trend.ts';
import { monteCarloBarrierProbability } from '../statistics/monte-carlo-barrier-probability.ts';
import { mutualInformationLag1 } from '../statistics/mutual-information-lag1.ts';
import { neweyWestDriftT } from '../statistics/newey-west-drift-t.ts';
import { normalInverseGammaDrift } from '../statistics/normal-inverse-gamma-drift.ts';
import { permutationEntropy } from '../statistics/permutation-entropy.ts';
import { probabilisticSharpeRatio } from '../statistics/probabilistic-sharpe-ratio.ts';
import { sampleEntropyOfReturns } from '../statistics/sample-entropy.ts';
import { shannonEntropy } from '../statistics/shannon-entropy.ts';
import { stationaryBootstrapMean } from '../statistics/stationary-bootstrap-mean.ts';
import { studentTMleEcme } from '../statistics/student-t-mle-ecme.ts';
import { theilSenSlope } from '../statistics/theil-sen-slope.ts';
import { transferEntropyVolumeReturn } from '../statistics/transfer-entropy-volume-return.ts';
import { waldWolfowitzRuns } from '../statistics/wald-wolfowitz-runs.ts';
import { acdDurations } from '../time-series/acd-durations.ts';
import { acfLag1Bartlett } from '../time-series/acf-lag1-bartlett.ts';
import { arBurgAicForecast } from '../time-series/ar-burg-aic-forecast.ts';
import { archLm } from '../time-series/arch-lm.ts';
import { arima111Css } from '../time-series/arima-111-css.ts';
import { augmentedDickeyFuller } from '../time-series/augmented-dickey-fuller.ts';
import { bdsNonlinearity } from '../time-series/bds-nonlinearity.ts';
import { dccCorrelation } from '../time-series/dcc-correlation.ts';
import { detrendedFluctuationAnalysis } from '../time-series/detrended-fluctuation-analysis.ts';
import { engleGrangerCointegration } from '../time-series/engle-granger-cointegration.ts';
import { fractionalDifferencingFfd } from '../time-series/fractional-differencing-ffd.ts';
import { garchInMean } from '../time-series/garch-in-mean.ts';
import { gphLongMemory } from '../time-series/gph-long-memory.ts';
import { grangerCausalityLeadlag } from '../time-series/granger-causality-leadlag.ts';
import { harmonicSeasonalRegression } from '../time-series/harmonic-seasonal-regression.ts';
import { holtLinearTrend } from '../time-series/holt-linear-trend.ts';
import { holtWintersAdditive } from '../time-series/holt-winters-additive.ts';
import { kpssStationarity } from '../time-series/kpss-stationarity.ts';
import { ljungBoxPortmanteau } from '../time-series/ljung-box-portmanteau.ts';
import { loMackinlayVarianceRatio } from '../time-series/lo-mackinlay-variance-ratio.ts';
import { macdHistogram } from '../time-series/macd-histogram.ts';
import { mincerZarnowitzCalibration } from '../time-series/mincer-zarnowitz-calibration.ts';
import { onlineQuantileAutoregression } from '../time-series/online-quantile-autoregression.ts';
import { pacfDurbinLevinsonForecast } from '../time-series/pacf-durbin-levinson-forecast.ts';
import { phillipsPerron } from '../time-series/phillips-perron.ts';
import { rlsAdaptiveAr } from '../time-series/rls-adaptive-ar.ts';
import { setarThresholdAr } from '../time-series/setar-threshold-ar.ts';
import { taylorKinematicForecast } from '../time-series/taylor-kinematic-forecast.ts';
import { thetaForecast } from '../time-series/theta-forecast.ts';
import { triggLeachTrackingSignal } from '../time-series/trigg-leach-tracking-signal.ts';
import { averageTrueRange } from '../volatility/average-true-range.ts';
import { bipowerJumpTest } from '../volatility/bipower-jump-test.ts';
import { bipowerVariation } from '../volatility/bipower-variation.ts';
import { bollingerBand } from '../volatility/bollinger-band.ts';
import { bollingerBandwidthSqueeze } from '../volatility/bollinger-bandwidth-squeeze.ts';
import { bollingerWidth } from '../volatility/bollinger-width.ts';
import { egarch11 } from '../volatility/egarch-11.ts';
import { figarch } from '../volatility/figarch.ts';
import { garch11 } from '../volatility/garch-11.ts';
import { garmanKlass } from '../volatility/garman-klass.ts';
import { gjrGarch } from '../volatility/gjr-garch.ts';
import { harRealizedVariance } from '../volatility/har-rv.ts';
import { leeMyklandJump } from '../volatility/lee-mykland-jump.ts';
import { meanTrueRange } from '../volatility/mean-true-range.ts';
import { parkinson } from '../volatility/parkinson.ts';
import { realizedKernelParzen } from '../volatility/realized-kernel-parzen.ts';
import { realizedSkewness } from '../volatility/realized-skewness.ts';
import { realizedVolatility } from '../volatility/realized-volatility.ts';
import { riskMetrics2006 } from '../volatility/riskmetrics-2006.ts';
import { rogersSatchell } from '../volatility/rogers-satchell.ts';
import { roughVolatility } from '../volatility/rough-volatility.ts';
import { signedSemivarianceJump } from '../volatility/signed-semivariance-jump.ts';
import { stochasticVolatilityQml } from '../volatility/stochastic-volatility-qml.ts';
import { twoScaleRealizedVariance } from '../volatility/two-scale-realized-variance.ts';
import { yangZhang } from '../volatility/yang-zhang.ts';
import { highVolumeReturnPremium } from '../volume/high-volume-return-premium.ts';
import { invarianceBetArrivalRate } from '../volume/invariance-bet-arrival-rate.ts';
import { liquidityParticipationCap } from '../volume/liquidity-participation-cap.ts';
import { relativeVolumeTimeOfDay } from '../volume/relative-volume-time-of-day.ts';
import { rollingVwap } from '../volume/rolling-vwap.ts';
import { sessionVwapDeviation } from '../volume/session-vwap-deviation.ts';
import { sessionVwap } from '../volume/session-vwap.ts';
import { volumeBucketClock } from '../volume/volume-bucket-clock.ts';
import { volumeBucketSize } from '../volume/volume-bucket-size.ts';
import { volumeConditionedMomentum } from '../volume/volume-conditioned-momentum.ts';
import { volumeSubordinatedVolatility } from '../volume/volume-subordinated-volatility.ts';

/** Every formula of the product, in the order of their files. */
export const allFormulas: readonly AnyFormula[] = [
  bettingAgainstBeta,
  crossSectionalMomentum,
  crossSectionalReversal,
  distancePairsTrading,
  fiftyTwoWeekHigh,
  idiosyncraticVolatilityRank,
  maxLotteryEffect,
  timeSeriesMomentum,
  volumeConditionedAutocorrelation,
  hashRibbons,
  metcalfeValue,
  nvtSignal,
  puellMultiple,
  truePriceDistance,
  annualizedFuturesBasis,
  fundingRateCrowding,
  liquidationPrice,
  openInterestGrowth,
  perpetualNoArbitragePrice,
  predictedFundingRate,
  riskReversal,
  varianceRiskPremium,
  dayOfWeekEffect,
  flexibleFourierVolatility,
  intradayMomentum,
  liquidityHourFilter,
  sessionReturnSeasonality,
  turnOfCandleEffect,
  arbitrageIndex,
  gonzaloGrangerComponentShare,
  hayashiYoshidaLeadLag,
  partitionedMedianReferenceRate,
  donchianBreakout,
  downsideBetaAsymmetry,
  dualMomentum,
  dynamicMomentumCrashControl,
  parabolicSar,
  shortCarryBreakeven,
  shortSqueezeRisk,
  variableMovingAverageBand,
  vortexIndicator,
  conditionalDrawdownAtRisk,
  condorcetConfluence,
  deflatedSharpeRatio,
  effectiveVoteCount,
  expectedMaximumDrawdownGuard,
  expectedValueGate,
  optimalHoldingPeriod,
  realisedEdgeWilson,
  reddCopsExposure,
  sprtEdgeTest,
  tradeFrequencyLimiter,
  abdiRanaldoSpread,
  almgrenChrissSchedule,
  avellanedaStoikovQuotes,
  bookSweepCost,
  corwinSchultzSpread,
  edgeSpread,
  effectiveSpread,
  feeBreakeven,
  garleanuPedersenAimPortfolio,
  gueantLehalleFernandezTapiaQuotes,
  implementationShortfall,
  obizhaevaWangExecution,
  povSchedule,
  realizedSpread,
  squareRootImpact,
  toxicShare,
  twapSchedule,
  vwapSchedule,
  leungLiOuExit,
  trailingStop,
  tripleBarrierExit,
  bootstrapParticleFilter,
  butterworthLowpass,
  coherencePhaseLead,
  ehlersRoofingFilter,
  empiricalModeDecomposition,
  exponentialMovingAverage,
  goertzelDominantCycle,
  haarModwtTrend,
  hampelOutlierFilter,
  hilbertInstantaneousPhase,
  kalmanConstantAcceleration,
  l1TrendFilter,
  lombScargleTickCycle,
  nlmsAdaptivePredictor,
  oneSidedHpFilter,
  savitzkyGolayDerivatives,
  simpleMovingAverage,
  singularSpectrumAnalysis,
  spectralEntropy,
  teagerKaiserEnergy,
  totalVariationLevel,
  waveletSoftDenoise,
  cmeWeekendGap,
  cppiGapRiskMultiple,
  feedGapPoissonTest,
  gapFillSurvival,
  gapTypeClassifier,
  openingGapScore,
  priceWindow,
  tugOfWarSessionReturn,
  ardBayesianRegression,
  elasticNetCoordinateDescent,
  fisherLdaShrinkage,
  partialLeastSquares,
  softmaxRegressionThreeClass,
  gaussianProcessRegression,
  knnAnalogForecast,
  nadarayaWatsonKernel,
  autoencoderAnomaly,
  echoStateNetwork,
  lstmSequence,
  mlpAdam,
  osExtremeLearningMachine,
  selfAttentionEncoder,
  temporalConvolutionalNetwork,
  tftGatedVariableSelection,
  adaptiveConformalInterval,
  arowDirection,
  averagedPerceptron,
  exponentiatedGradientPortfolio,
  fixedShareTracking,
  ftrlProximalLogistic,
  gaussianNaiveBayes,
  hedgeExponentialWeights,
  mixtureOfExpertsGate,
  normaKernelOnline,
  ojaOnlinePca,
  onlineBayesianProbit,
  onlineNewtonStepPortfolio,
  passiveAggressiveRegression,
  pegasosLinearSvm,
  randomFourierFeatureRidge,
  vovkAzouryWarmuthRidge,
  lpplsBubbleConfidence,
  sMapForecast,
  signatureLevyArea,
  sixFactorHourlyDrift,
  qLearningTrader,
  recurrentReinforcementLearning,
  exp3Bandit,
  isotonicProbabilityCalibration,
  lstmBoostingHybrid,
  metaLabeling,
  stackedGeneralization,
  thompsonProbabilityMatching,
  ucb1Selector,
  adaboostStumps,
  gradientBoostingLogistic,
  hoeffdingTree,
  isolationForest,
  newtonBoostedTreesXgboost,
  randomForestValidator,
  anticor,
  avellanedaLeeSScore,
  bertramOuThresholds,
  boxTiaoCanonicalPortfolio,
  commodityChannelIndex,
  connorsRsi,
  copulaMispricingPairs,
  errorCorrectionSpeed,
  extremeMoveReversal,
  internalBarStrength,
  johansenTraceSpread,
  kalmanHedgeRatioSpread,
  mtarThresholdCointegration,
  olmar,
  ouFirstPassageTime,
  ouHalfLife,
  pamr,
  relativeStrengthIndex,
  rollingZscoreReversion,
  stochasticOscillator,
  wilderRsi,
  amihudIlliquidity,
  bookDepth,
  bookImbalance,
  bulkVolumeImbalance,
  chaikinMoneyFlow,
  crossImpactOfi,
  depthImbalance,
  fhtZeroReturnSpread,
  fleetingOrderRatio,
  glostenHarris,
  hasbrouckSqrtLambda,
  hasbrouckVarPermanentImpact,
  houMoskowitzDelay,
  huangStollComponents,
  imbalanceLagRegression,
  kyleLambdaError,
  kyleLambda,
  largeTradeImbalance,
  leeReadyTradeSign,
  logBookImbalance,
  logDepthImbalance,
  logQuoteSlope,
  madhavanRichardsonRoomans,
  microprice,
  moneyFlowIndex,
  multiLevelOrderFlowImbalance,
  netLimitOrderFlow,
  orderBookResiliency,
  orderFlowImbalance,
  orderFlowMomentum,
  orderSignLongMemory,
  pastorStambaughGamma,
  pinEkop,
  priceImpact,
  quoteFlow,
  quotedSpread,
  rollSpread,
  roundNumberClustering,
  spreadBps,
  stealthTradingShare,
  tradePriceLambda,
  tradeResponse,
  tradeSideAgreement,
  transientImpactPropagator,
  upDownIlliquidityAsymmetry,
  volumeNodeProfile,
  vpin,
  vwapDeviation,
  zeroIntelligenceSpread,
  batesGrangerCombination,
  betSizeFromProbability,
  clarkWestGate,
  completeSubsetRegressions,
  extremisedLogOddsPool,
  giacominiWhiteSelection,
  grangerRamanathanRegression,
  optimalPredictionPool,
  pesaranTimmermannGate,
  plattCalibration,
  probabilityOfBacktestOverfitting,
  temporalHierarchyReconciliation,
  breitungCandelonCausality,
  convergentCrossMapping,
  correlationSurprise,
  crossQuantilogramLead,
  dccaCoefficient,
  dieboldYilmazSpillover,
  effectiveNumberOfBets,
  eppsCorrelationScale,
  forbesRigobonCorrelation,
  marchenkoPasturMarketMode,
  modwtWaveletCrossCorrelation,
  mstNormalisedLength,
  almgrenDirectImpact,
  gatheralPowerLawDecay,
  kissellIStar,
  lilloFarmerMantegnaImpact,
  multivariateKyleCrossImpact,
  strategyCapacity,
  hierarchicalRiskParity,
  ledoitWolfMinimumVariance,
  mostDiversifiedPortfolio,
  chowDenningVarianceRatio,
  coarseFineVolatilityAsymmetry,
  ctaMultiSpeedTrend,
  directionalChangeIntrinsicTime,
  directionalChangeScalingExponent,
  garchTemporalAggregation,
  harchVolatility,
  mfdfaSpectrumWidth,
  midasBetaVolatility,
  multiscaleEntropy,
  thetaBusinessTime,
  tripleScreen,
  volatilityScalingLaw,
  volatilitySignatureNoise,
  baiPerronMeanBreaks,
  chuStinchcombeWhiteMonitor,
  eDivisiveChange,
  gregoryHansenCointegration,
  mosumMeanTest,
  nyblomParameterStability,
  zivotAndrewsBreak,
  algorithmicTradingProxy,
  buyPressure,
  contDeLarrardUpProbability,
  cumulativeVolumeDelta,
  depthWeightedPrice,
  hawkesTradeIntensityImbalance,
  hiddenLiquidityUpProbability,
  integratedOrderFlowImbalance,
  largeTradeRatio,
  limitOrderFillProbability,
  marketProfileValueArea,
  midPriceBasis,
  orderBookSlope,
  profileBias,
  profileNodeDistance,
  profilePrice,
  queueImbalanceLogistic,
  staleQuoteArbitrageEdge,
  stoikovMicroPrice,
  tapeVwapDeviation,
  tickBarMomentum,
  tickImbalanceBars,
  tpoPrice,
  tradeFlowImbalance,
  uncertaintyZonesEta,
  volumeClockBars,
  volumeDeltaDivergence,
  volumeRunsBars,
  weightedMidPrice,
  absorptionRatio,
  adwin,
  adxDirectionalMovement,
  bayesianOnlineChangepoint,
  brownDurbinEvansCusum,
  choppinessIndex,
  gaussianHmm,
  gaussianMixtureRegime,
  hamiltonMarkovSwitching,
  icssVarianceBreak,
  kaufmanEfficiencyRatio,
  lundeTimmermannBullBear,
  mahalanobisTurbulence,
  markovChainSixState,
  markovSwitchingGarch,
  pageCusum,
  peltChangepoint,
  psyBsadfBubble,
  shiryaevRoberts,
  statisticalJumpModel,
  blackLittermanWeights,
  christoffersenIndependenceTest,
  continuousKelly,
  cornishFisherVar,
  entropicValueAtRisk,
  equalRiskContribution,
  evtPeaksOverThresholdVar,
  excessGrowthRate,
  expectedShortfall,
  filteredHistoricalSimulation,
  fixedRatioSizing,
  grossmanZhouDrawdownControl,
  historicalValueAtRisk,
  kellyCriterion,
  kupiecPofTest,
  optimalF,
  riskConstrainedKelly,
  riskmetricsValueAtRisk,
  shrunkenKelly,
  universalPortfolio,
  volatilityManagedExposure,
  approximateEntropyOfReturns,
  betaBinomialWinRate,
  bettingEProcessEdge,
  bowleyQuantileSkewness,
  dirichletMultinomialDirection,
  gammaPoissonTradeRate,
  hillTailIndex,
  huberMLocation,
  hurstRescaledRange,
  jamesSteinShrinkage,
  jarqueBeraNormality,
  kendallTauReturnVolume,
  klDivergenceShift,
  ksTwoSampleDrift,
  lMomentShape,
  lempelZivComplexity,
  mannKendallTrend,
  monteCarloBarrierProbability,
  mutualInformationLag1,
  neweyWestDriftT,
  normalInverseGammaDrift,
  permutationEntropy,
  probabilisticSharpeRatio,
  sampleEntropyOfReturns,
  shannonEntropy,
  stationaryBootstrapMean,
  studentTMleEcme,
  theilSenSlope,
  transferEntropyVolumeReturn,
  waldWolfowitzRuns,
  acdDurations,
  acfLag1Bartlett,
  arBurgAicForecast,
  archLm,
  arima111Css,
  augmentedDickeyFuller,
  bdsNonlinearity,
  dccCorrelation,
  detrendedFluctuationAnalysis,
  engleGrangerCointegration,
  fractionalDifferencingFfd,
  garchInMean,
  gphLongMemory,
  grangerCausalityLeadlag,
  harmonicSeasonalRegression,
  holtLinearTrend,
  holtWintersAdditive,
  kpssStationarity,
  ljungBoxPortmanteau,
  loMackinlayVarianceRatio,
  macdHistogram,
  mincerZarnowitzCalibration,
  onlineQuantileAutoregression,
  pacfDurbinLevinsonForecast,
  phillipsPerron,
  rlsAdaptiveAr,
  setarThresholdAr,
  taylorKinematicForecast,
  thetaForecast,
  triggLeachTrackingSignal,
  averageTrueRange,
  bipowerJumpTest,
  bipowerVariation,
  bollingerBand,
  bollingerBandwidthSqueeze,
  bollingerWidth,
  egarch11,
  figarch,
  garch11,
  garmanKlass,
  gjrGarch,
  harRealizedVariance,
  leeMyklandJump,
  meanTrueRange,
  parkinson,
  realizedKernelParzen,
  realizedSkewness,
  realizedVolatility,
  riskMetrics2006,
  rogersSatchell,
  roughVolatility,
  signedSemivarianceJump,
  stochasticVolatilityQml,
  twoScaleRealizedVariance,
  yangZhang,
  highVolumeReturnPremium,
  invarianceBetArrivalRate,
  liquidityParticipationCap,
  relativeVolumeTimeOfDay,
  rollingVwap,
  sessionVwapDeviation,
  sessionVwap,
  volumeBucketClock,
  volumeBucketSize,
  volumeConditionedMomentum,
  volumeSubordinatedVolatility,
];
