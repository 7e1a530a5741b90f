// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { readCanvasColors } from '../../theme/canvas-colors.ts';
import { ladderColumns } from './ladder-columns.ts';
import { LadderPicture } from './ladder-picture.ts';
import type { LadderRow } from './ladder-rows.ts';
import { ladderTexts } from './ladder-texts.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';

/** A canvas that writes down the numbers painted on it. */
function notedCanvas() {
  const texts: string[] = [];
  const canvas = document.createElement('canvas');
  const nothing = () => undefined;
  const context = {
    fillRect: nothing,
    strokeRect: nothing,
    beginPath: nothing,
    moveTo: nothing,
    lineTo: nothing,
    fill: nothing,
    setTransform: nothing,
    fillText: (text: string) => texts.push(text),
  };
  canvas.getContext = (() => context) as unknown as HTMLCanvasElement['getContext'];
  return { canvas, takeTexts: () => texts.splice(0) };
}

const row = (ticks: number, more: Partial<LadderRow> = {}): LadderRow => ({
  ticks,
  bidSize: 0,
  askSize: 0,
  ownBuy: 0,
  ownSell: 0,
  isLast: false,
  lastSide: undefined,
  volume: 0,
  delta: 0,
  ...more,
});

function pictureOf(canvas: HTMLCanvasElement): LadderPicture {
  const texts = {
    price: String,
    size: (size: number) => (size === 0 ? '' : `${size}`),
    signed: String,
    lotPlaces: 3,
  };
  return new LadderPicture(canvas, {
    columns: ladderColumns(350),
    rowPx: 20,
    colors: readCanvasColors(),
    texts,
  });
}

describe('the picture of a ladder', () => {
  const rows = [
    row(102, { askSize: 3 }),
    row(101, { isLast: true, lastSide: 'buy' }),
    row(100, { bidSize: 6 }),
  ];

  it('paints every cell first, then only those that look different', () => {
    const { canvas, takeTexts } = notedCanvas();
    const picture = pictureOf(canvas);
    expect(picture.paint(rows)).toBe(3 * 7);
    expect(takeTexts().toSorted()).toEqual(['100', '101', '102', '3', '6']);
    expect(picture.paint(rows)).toBe(0);
    // The smaller bid is not the largest number yet, so that no bar changes but its own.
    expect(picture.paint(rows.with(2, row(100, { bidSize: 5.999 })))).toBe(1);
    expect(takeTexts()).toEqual(['5.999']);
  });

  it('paints every bar anew when the largest number is another one', () => {
    const { canvas, takeTexts } = notedCanvas();
    const picture = pictureOf(canvas);
    picture.paint(rows);
    takeTexts();
    expect(picture.paint(rows.with(2, row(100, { bidSize: 60 })))).toBe(2);
    expect(takeTexts()).toEqual(['60', '3']);
  });

  it('paints the price whose trade is no longer the last', () => {
    const { canvas, takeTexts } = notedCanvas();
    const picture = pictureOf(canvas);
    picture.paint(rows);
    takeTexts();
    picture.paint([row(102, { askSize: 3 }), row(101), row(100, { bidSize: 6 })]);
    expect(takeTexts()).toEqual(['101']);
  });

  it('paints everything after the screen got other pixels, and when told to forget', () => {
    const { canvas } = notedCanvas();
    const picture = pictureOf(canvas);
    picture.paint(rows);
    expect([canvas.width, canvas.height]).toEqual([350, 60]);
    window.devicePixelRatio = 2;
    expect(picture.paint(rows)).toBe(21);
    expect([canvas.width, canvas.height, canvas.style.width]).toEqual([700, 120, '350px']);
    window.devicePixelRatio = 1;
    picture.paint(rows);
    picture.forget();
    expect(picture.paint(rows)).toBe(21);
  });

  it('writes a whole column shorter once its largest number does not fit, and the others as before', () => {
    const { canvas, takeTexts } = notedCanvas();
    const [instrument] = sampleView.instruments;
    if (!instrument) throw new Error('the sample has an instrument');
    const look = { columns: ladderColumns(310), rowPx: 20, colors: readCanvasColors() };
    const texts = ladderTexts({ ...instrument, lotSize: '0.001', tickSize: '1' });
    const picture = new LadderPicture(canvas, { ...look, texts });
    const traded = (volume: number) => [row(1, { volume: 1.5, bidSize: 2.25 }), row(2, { volume })];
    picture.paint(traded(9.125));
    expect(takeTexts()).toEqual(['2.250', '1', '2', '1.500', '9.125', '0.00', '0.00']);
    picture.paint(traded(1234.5));
    expect(takeTexts()).toEqual(['2', '1,235']);
    picture.paint(traded(123_456));
    expect(takeTexts()).toEqual(['0k', '123k']);
  });

  it('shows nothing traded as nothing and a balance of trades as zero', () => {
    const { canvas, takeTexts } = notedCanvas();
    pictureOf(canvas).paint([row(102, { volume: 4 }), row(101)]);
    expect(takeTexts().toSorted()).toEqual(['0', '101', '102', '4']);
  });
});
