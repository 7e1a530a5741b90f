import { DataFrame, type IDataFrame } from 'data-forge';
import { backtest, type IBar, type IStrategy } from 'grademark';
import type { BarRow } from '../bar-backtest/bar-frame.ts';
import type { SmaCrossSettings } from '../bar-backtest/sma-cross.ts';

interface AveragedBar extends IBar {
  readonly fast: number | undefined;
  readonly slow: number | undefined;
}

type Frame<Bar extends IBar> = IDataFrame<number, Bar>;

/** A closed trade as grademark tells it, in quote units for one base unit. */
export interface GrademarkTrade {
  readonly entryTime: Date;
  readonly exitTime: Date;
  readonly entryPrice: number;
  readonly exitPrice: number;
  readonly profit: number;
}

/** Bars as grademark takes them. */
export const grademarkFrame = (rows: readonly BarRow[]): Frame<IBar> =>
  new DataFrame({ values: rows.map(grademarkBar) }).bake();

/** The same with both averages already worked out, which spares grademark the work. */
export function averagedFrame(rows: readonly BarRow[], settings: SmaCrossSettings): Frame<AveragedBar> {
  const average = (index: number, count: number): number | undefined =>
    index + 1 < count
      ? undefined
      : rows.slice(index + 1 - count, index + 1).reduce((sum, row) => sum + row.close, 0) / count;
  const values = rows.map((row, index) => ({
    ...grademarkBar(row),
    fast: average(index, settings.fastBars),
    slow: average(index, settings.slowBars),
  }));
  return new DataFrame({ values }).bake();
}

/** Averages by data-forge's rolling windows, then the backtest: what its guide shows. */
export function grademarkWithWindows(frame: Frame<IBar>, { fastBars, slowBars }: SmaCrossSettings) {
  const closes = frame.deflate((bar) => bar.close);
  const averaged = frame
    .withSeries(
      'fast',
      closes.rollingWindow(fastBars).select((window) => window.average()),
    )
    .withSeries(
      'slow',
      closes.rollingWindow(slowBars).select((window) => window.average()),
    )
    .bake() as unknown as Frame<AveragedBar>;
  return grademarkOn(averaged);
}

/** Long while the fast average is above the slow one. */
export function grademarkOn(frame: Frame<AveragedBar>): readonly GrademarkTrade[] {
  const strategy: IStrategy<AveragedBar> = {
    entryRule(enterPosition, { bar }) {
      if (isAbove(bar)) enterPosition();
    },
    exitRule(exitPosition, { bar }) {
      if (!isAbove(bar)) exitPosition();
    },
  };
  return backtest(strategy, frame);
}

/** What is left of trades of `size` base units after taker fees both ways, which grademark does not know. */
export function netProfit(trades: readonly GrademarkTrade[], size: number, feePpm: number): number {
  let net = 0;
  for (const { entryPrice, exitPrice, profit } of trades)
    net += size * (profit - ((entryPrice + exitPrice) * feePpm) / 1e6);
  return net;
}

// Averages of equal closes may differ in their last bits; equal is not above.
const isAbove = ({ fast, slow }: AveragedBar): boolean =>
  fast !== undefined && slow !== undefined && fast - slow > slow * 1e-12;

const grademarkBar = ({ close, high, low, open, openTime, volumeBase }: BarRow): IBar => ({
  time: new Date(openTime),
  open,
  high,
  low,
  close,
  volume: volumeBase,
});
