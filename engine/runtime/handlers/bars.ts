import type { Answer, RequestOf } from '../../contract/commands.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { computeOnBars } from '../../features/compute-on-bars.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import { barView } from '../views/market-view.ts';

/** Extra bars before the first one shown, so that indicators are warm there. */
const WARM_UP_BARS = 300;

interface BarQuestion {
  readonly intervalMs: number;
  readonly count: number;
  readonly beforeMs?: number | undefined;
}

function barsFor(market: InstrumentMarket, { beforeMs = Infinity, count, intervalMs }: BarQuestion): Bar[] {
  const series = intervalMs === market.bars.intervalMs ? market.bars : market.bars.resample(intervalMs, true);
  const times = series.column('openTime');
  let end = series.length;
  while (end > 0 && (times[end - 1] ?? 0) >= beforeMs) end -= 1;
  const bars: Bar[] = [];
  for (let index = Math.max(0, end - count); index < end; index += 1) {
    const bar = series.at(index);
    if (bar) bars.push(bar);
  }
  return bars;
}

const dividesTheDay = (intervalMs: number) => intervalMs % 60_000 === 0 && 86_400_000 % intervalMs === 0;

const wrongInterval = (intervalMs: number) =>
  ({
    ok: false,
    failure: {
      code: 'invalid-parameter',
      detail: `intervalMs must be minutes that divide a day, was ${intervalMs}`,
    },
  }) as const;

export function answerBars(market: InstrumentMarket, request: RequestOf<'bars'>): Answer<'bars'> {
  if (!dividesTheDay(request.intervalMs)) return wrongInterval(request.intervalMs);
  return { ok: true, reply: { bars: barsFor(market, request).map(barView) } };
}

export function answerIndicators(
  market: InstrumentMarket,
  request: RequestOf<'indicators'>,
): Answer<'indicators'> {
  if (!dividesTheDay(request.intervalMs)) return wrongInterval(request.intervalMs);
  const bars = barsFor(market, { ...request, count: request.count + WARM_UP_BARS });
  const skip = Math.max(0, bars.length - request.count);
  try {
    return {
      ok: true,
      reply: {
        openTimesMs: bars.slice(skip).map((bar) => bar.openTime),
        values: request.formulas.map(({ id, params }) =>
          computeOnBars(id, params, bars)
            .slice(skip)
            .map((value) => value ?? null),
        ),
      },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, failure: { code: 'invalid-parameter', detail: error.message } };
  }
}
