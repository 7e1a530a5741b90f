import { describe, expect, it } from 'vitest';
import { Random } from '../../../numerics/random.ts';
import { calibrations } from '../calibration.ts';
import { LimitOrderBook } from '../matching/limit-order-book.ts';
import { PatientCrowd } from './patient-crowd.ts';
import type { Pit } from './pit.ts';

const OWNER = 7;

function crowdAround(pressure = 0) {
  const [calibration] = calibrations;
  if (calibration === undefined) throw new RangeError('the first calibration is missing');
  const book = new LimitOrderBook();
  const pit = {
    book,
    random: new Random(61),
    calibration,
    mid: 640_000,
    pressure,
    lotsWorth: (quote: number) => Math.max(1, Math.round(quote / 64)),
    hit: (side, limit, lots) => void book.take(side, limit, lots),
  } satisfies Pit & { mid: number };
  return { crowd: new PatientCrowd(pit, OWNER), book, pit, calibration };
}

describe('the patient crowd', () => {
  it('never trades by joining', () => {
    const { crowd, book } = crowdAround();
    for (let count = 0; count < 1000; count += 1) crowd.join();
    expect(book.fills.count).toBe(0);
    expect(book.bestBid).toBeLessThan(book.bestAsk);
  });

  it('grows or shrinks towards its usual number on both sides', () => {
    const { crowd, book, calibration } = crowdAround();
    for (let count = 0; count < 6000; count += 1) crowd.act();
    const usual = calibration.patientOrders;
    expect(book.orderCount(1) / usual).toBeCloseTo(1, 0);
    expect(book.orderCount(-1) / usual).toBeCloseTo(1, 0);
    expect(book.orderCount(1) + book.orderCount(-1)).toBe(crowd.count);
  });

  it('leans towards the pressure', () => {
    const { crowd, book } = crowdAround(1);
    for (let count = 0; count < 500; count += 1) crowd.join();
    expect(book.orderCount(1)).toBeGreaterThan(book.orderCount(-1) * 1.2);
  });

  it('forgets orders that are gone and goes on with the others', () => {
    const { crowd, book } = crowdAround();
    for (let count = 0; count < 100; count += 1) crowd.join();
    const before = crowd.count;
    book.take(-1, 1, book.lotsAt(1, book.bestBid));
    for (let at = 0; at < book.fills.count; at += 1) crowd.forget(book.fills.orders[at] ?? 0);
    expect(crowd.count).toBe(before - book.fills.count);
    for (let count = 0; count < 2000; count += 1) crowd.act();
    expect(book.orderCount(1) + book.orderCount(-1)).toBe(crowd.count);
  });

  it('takes out what the price has left more than 225 bps behind', () => {
    const { crowd, book, pit } = crowdAround();
    for (let count = 0; count < 100; count += 1) crowd.join();
    pit.mid *= 1.05;
    crowd.abandonHopeless();
    expect([crowd.count, book.orderCount(1), book.orderCount(-1)]).toEqual([0, 0, 0]);
  });
});
