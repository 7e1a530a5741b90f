import { moneyToNumber, subtractMoney } from '../../domain/units/money.ts';
import { type BarBacktestResult, runBarBacktest } from '../bar-backtest/bar-backtest.ts';
import { type BarCosts, standardBarCosts } from '../bar-backtest/bar-costs.ts';
import { barFrame } from '../bar-backtest/bar-frame.ts';
import { SmaCross } from '../bar-backtest/sma-cross.ts';
import { monthOfBars, perpetual } from './bars-to-run.ts';
import { type Benchmark, rounded } from './figures.ts';
import {
  averagedFrame,
  grademarkFrame,
  grademarkOn,
  grademarkWithWindows,
  type GrademarkTrade,
  netProfit,
} from './grademark-run.ts';
import { timeRuns } from './time-runs.ts';

const SETTINGS = { fastBars: 20, slowBars: 50, lots: 100 };
const DEPOSIT = '100000';
const SHORT = { runs: 9, repeats: 20 };
const LONG = { runs: 7, repeats: 1 };
/** Grademark fills at the open, whatever the size, and so do we beside it. */
const NO_SLIPPAGE: BarCosts = { halfSpread: { kind: 'fixed', ticks: 0 }, impactCoefficient: 0 };

/** A crossing of two averages over a month of minutes with fees, beside grademark on the same bars. */
export const bars: Benchmark = {
  name: 'bars',
  async measure() {
    const { origin, rows } = monthOfBars();
    const frame = barFrame(perpetual, 60_000, rows);
    const runWith = (costs: BarCosts) =>
      runBarBacktest(frame, new SmaCross(SETTINGS), { depositQuote: DEPOSIT, costs });
    const ours = await timeRuns(SHORT, () => runWith(NO_SLIPPAGE));
    const careful = await timeRuns(SHORT, () => runWith(standardBarCosts));

    const theirFrame = grademarkFrame(rows);
    const ready = averagedFrame(rows, SETTINGS);
    const size = SETTINGS.lots * perpetual.lotValue;
    const count = (trades: readonly GrademarkTrade[]) => ({
      trades,
      net: netProfit(trades, size, perpetual.takerFeePpm),
    });
    const windows = await timeRuns(LONG, () => count(grademarkWithWindows(theirFrame, SETTINGS)));
    const loop = await timeRuns(LONG, () => count(grademarkOn(ready)));
    expectSameTrades(ours.made, windows.made.trades);
    expectSameTrades(ours.made, loop.made.trades);
    const net = expectSameProfit(ours.made, windows.made.net);

    const edgewright = {
      barsPerSecond: Math.round((rows.length / ours.timing.bestMs) * 1000),
      ...ours.timing,
    };
    return {
      bars: rows.length,
      origin,
      averages: `${SETTINGS.fastBars}/${SETTINGS.slowBars}`,
      trades: ours.made.trades.length,
      netProfitQuote: { edgewright: net, grademark: rounded(windows.made.net) },
      edgewright,
      edgewrightWithSlippage: {
        netProfitQuote: profitOf(careful.made),
        maxDrawdownQuote: careful.made.maxDrawdownUnits / 1e8,
        ...careful.timing,
      },
      grademark: windows.timing,
      grademarkWithReadyAverages: loop.timing,
      timesFaster: rounded(windows.timing.bestMs / ours.timing.bestMs),
      timesFasterThanReadyAverages: rounded(loop.timing.bestMs / ours.timing.bestMs),
    };
  },
};

const profitOf = ({ account: { deposits, equity } }: BarBacktestResult): number =>
  moneyToNumber(subtractMoney(equity, deposits));

/** @throws {Error} naming the first trade in which both differ. */
function expectSameTrades({ trades }: BarBacktestResult, theirs: readonly GrademarkTrade[]): void {
  if (trades.length !== theirs.length)
    throw new Error(`both must make as many trades, made ${trades.length} and ${theirs.length}`);
  const unitsPerPrice = SETTINGS.lots * perpetual.lotValue * 1e8;
  for (const [index, trade] of trades.entries()) {
    const other = theirs[index];
    const entered = Number(trade.bought) / unitsPerPrice;
    const left = Number(trade.sold) / unitsPerPrice;
    const isSame =
      other !== undefined &&
      trade.openedAt === other.entryTime.getTime() &&
      Math.abs(entered - other.entryPrice) < 1e-6 &&
      Math.abs(left - other.exitPrice) < 1e-6;
    if (!isSame)
      throw new Error(
        `trade ${index} must be the same in both, was ${entered} to ${left} and ${other?.entryPrice} to ${other?.exitPrice}`,
      );
  }
}

function expectSameProfit(ours: BarBacktestResult, theirs: number): number {
  const net = profitOf(ours);
  // Fees are rounded up at 10^-8 per fill here and not at all there.
  if (Math.abs(net - theirs) > 1e-6 * Math.max(1, ours.fillCount))
    throw new Error(`both must earn the same, earned ${net} and ${theirs}`);
  return rounded(net);
}
