import { describe, expect, it } from 'vitest';
import type { ArchivedDay } from '../../archive/archive.ts';
import { unixMs } from '../../domain/units/time.ts';
import { dayView, growingDays } from './day-view.ts';

const dayOf = (instrument: string, day: string, ...ids: string[]): ArchivedDay => ({
  instrument,
  day,
  venue: 'bybit',
  symbol: instrument.slice(6),
  steps: { tickSize: '0.1', lotSize: '0.001' },
  rows: { trades: 1, book: 1, marks: 0, bars: 0, status: 0 },
  bytes: 100,
  firstTime: unixMs(1),
  lastTime: unixMs(2),
  sources: ids.map((id) => ({ id, origin: 'recorded', isSimulated: false })),
  isSimulated: false,
  isSealed: false,
});

describe('days that the open session is archived into', () => {
  it('are the newest of each instrument it has', () => {
    const days = [
      dayOf('bybit:BTC/USDT', '2024-08-08', 'paper-1', 'paper-2'),
      dayOf('bybit:BTC/USDT', '2024-08-09', 'paper-2'),
      dayOf('bybit:ETH/USDT', '2024-08-09', 'paper-1', 'paper-2'),
      dayOf('bybit:SOL/USDT', '2024-08-09', 'paper-1'),
    ];
    const growing = growingDays(days, 'paper-2');
    expect(days.map((day) => growing.has(day))).toEqual([false, true, true, false]);
    expect(days.map((day) => dayView(day, growing.has(day)).isGrowing)).toEqual([false, true, true, false]);
  });

  it('are none of a session that gave nothing', () => {
    expect(growingDays([dayOf('bybit:BTC/USDT', '2024-08-09', 'paper-1')], 'replay-3').size).toBe(0);
  });
});
