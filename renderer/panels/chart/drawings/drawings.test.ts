// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AskedHost, installFakeHost } from '../../../engine-client/fixtures/fake-host.ts';
import { type Drawing, drawingsFrom, movedBy, withAnchor } from './drawing.ts';
import { hitAt } from './drawing-hit.ts';
import { distanceTo, segmentsOf, type Spot } from './drawing-shape.ts';
import {
  drawingsOf,
  forgetDrawings,
  loadDrawings,
  putDrawing,
  removeDrawing,
  saveDrawingsNow,
  undoDrawing,
} from './drawing-store.ts';

const BTC = 'sandbox:BTC/USDT';
const trend: Drawing = {
  id: 'a',
  kind: 'trend',
  anchors: [
    { timeMs: 0, price: 100 },
    { timeMs: 60_000, price: 110 },
  ],
  text: '',
};
const level: Drawing = { id: 'b', kind: 'horizontal', anchors: [{ timeMs: 0, price: 50 }], text: '' };

describe('kept drawings', () => {
  it('are read as they were written', () => {
    const note = { ...level, id: 'c', kind: 'note', text: 'sold here' };
    expect(drawingsFrom(JSON.parse(JSON.stringify([trend, level, note])))).toEqual([trend, level, note]);
  });

  it.each([
    ['nothing', null],
    ['no list', { a: 1 }],
    ['a kind nobody knows', [{ ...trend, kind: 'spiral' }]],
    ['too few points', [{ ...trend, anchors: trend.anchors.slice(1) }]],
    ['a price that is none', [{ ...level, anchors: [{ timeMs: 0, price: null }] }]],
    ['no words', [{ ...level, text: 7 }]],
  ])('are left out when they are %s', (_what, kept) => {
    expect(drawingsFrom(kept)).toEqual([]);
  });
});

describe('a drawing', () => {
  it('moves as a whole or by one of its points', () => {
    expect(movedBy(trend, 1000, -5).anchors).toEqual([
      { timeMs: 1000, price: 95 },
      { timeMs: 61_000, price: 105 },
    ]);
    expect(withAnchor(trend, 1, { timeMs: 5, price: 6 }).anchors).toEqual([
      trend.anchors[0],
      { timeMs: 5, price: 6 },
    ]);
  });
});

const pane = { left: 0, right: 800, top: 0, bottom: 400 };
const kindOf = (kind: Drawing['kind']): Drawing => ({ ...trend, kind });

describe('the shape of a drawing', () => {
  const spots: readonly Spot[] = [
    { x: 100, y: 300 },
    { x: 200, y: 200 },
  ];

  it('of a ray goes on to the edge of the pane', () => {
    // One pixel up for each to the right: from (100, 300) the top edge is reached at x = 400.
    expect(segmentsOf(kindOf('ray'), spots, pane)).toEqual([{ from: spots[0], to: { x: 400, y: 0 } }]);
  });

  it('of a retracement has a level at each share of the way back', () => {
    const ys = segmentsOf(kindOf('fibonacci'), spots, pane).map(({ from }) => from.y);
    expect(ys.slice(0, 7).map((y) => Math.round(y * 10) / 10)).toEqual([
      200, 223.6, 238.2, 250, 261.8, 278.6, 300,
    ]);
  });

  it('of lines spans the pane', () => {
    expect(segmentsOf(kindOf('horizontal'), spots, pane)[0]).toEqual({
      from: { x: 0, y: 300 },
      to: { x: 800, y: 300 },
    });
    expect(segmentsOf(kindOf('vertical'), spots, pane)[0]).toEqual({
      from: { x: 100, y: 0 },
      to: { x: 100, y: 400 },
    });
  });

  it('is taken hold of on its line, at its ends, and nowhere else', () => {
    const spotsOf = () => spots;
    expect(hitAt([trend], spotsOf, { x: 150, y: 252 }, pane)).toEqual({ drawing: trend, anchor: undefined });
    expect(hitAt([trend], spotsOf, { x: 203, y: 199 }, pane)).toEqual({ drawing: trend, anchor: 1 });
    expect(hitAt([trend], spotsOf, { x: 150, y: 300 }, pane)).toBeUndefined();
    expect(hitAt([kindOf('rectangle')], spotsOf, { x: 150, y: 300 }, pane)?.anchor).toBeUndefined();
  });

  it('measures distance to the nearest point of a segment', () => {
    const segment = { from: { x: 0, y: 0 }, to: { x: 10, y: 0 } };
    expect([distanceTo(segment, { x: 5, y: 3 }), distanceTo(segment, { x: 13, y: 4 })]).toEqual([3, 5]);
  });
});

describe('what is drawn on an instrument', () => {
  let asked: readonly AskedHost[];
  beforeEach(() => {
    vi.useFakeTimers();
    asked = installFakeHost();
    forgetDrawings();
  });
  afterEach(() => vi.useRealTimers());
  const saved = () => asked.filter(({ channel }) => channel === 'saveDrawings').map(({ request }) => request);

  it('is added, changed, removed, and taken back step by step', () => {
    putDrawing(BTC, trend);
    putDrawing(BTC, level);
    putDrawing(BTC, movedBy(level, 0, 1));
    removeDrawing(BTC, trend.id);
    expect(drawingsOf(BTC)).toEqual([movedBy(level, 0, 1)]);
    expect(undoDrawing(BTC)).toBe(true);
    expect(drawingsOf(BTC)).toEqual([trend, movedBy(level, 0, 1)]);
    undoDrawing(BTC);
    expect(drawingsOf(BTC)).toEqual([trend, level]);
    undoDrawing(BTC);
    undoDrawing(BTC);
    expect([drawingsOf(BTC), undoDrawing(BTC)]).toEqual([[], false]);
  });

  it('is kept by the host shortly after the last change, once', () => {
    putDrawing(BTC, trend);
    putDrawing(BTC, level);
    expect(saved()).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(saved()).toEqual([{ instrument: BTC, drawings: [trend, level] }]);
  });

  it('is kept at once when the window goes', () => {
    putDrawing(BTC, level);
    saveDrawingsNow();
    vi.advanceTimersByTime(1000);
    expect(saved()).toEqual([{ instrument: BTC, drawings: [level] }]);
  });

  it('comes back from the host in front of what was drawn meanwhile', async () => {
    Object.defineProperty(window, 'edgewright', {
      configurable: true,
      value: { ask: () => Promise.resolve({ ok: true, reply: { drawings: [trend] } }) },
    });
    const loaded = loadDrawings(BTC);
    putDrawing(BTC, level);
    await loaded;
    expect(drawingsOf(BTC)).toEqual([trend, level]);
    undoDrawing(BTC);
    expect(drawingsOf(BTC)).toEqual([trend]);
  });
});
