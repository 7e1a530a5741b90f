import type { PrintView } from '../../../engine/contract/views.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';

/** How prints are written and what counts as big. */
export interface TapeWriting {
  readonly rowPx: number;
  readonly markFrom: number | undefined;
  readonly colors: CanvasColors;
  readonly timeText: (ms: number) => string;
  readonly priceText: (price: number) => string;
  readonly sizeText: (size: number) => string;
}

const TIME_PX = 66;

/** Paints the newest prints from the top; a big one carries a bar and a disc. */
export function paintTape(
  canvas: HTMLCanvasElement,
  prints: readonly PrintView[],
  writing: TapeWriting,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = fitted(canvas, context);
  context.clearRect(0, 0, width, height);
  context.textBaseline = 'middle';
  const rows = Math.min(Math.ceil(height / writing.rowPx), prints.length);
  for (let row = 0; row < rows; row += 1) {
    const print = prints[prints.length - 1 - row];
    if (print !== undefined) paintPrint(context, print, { top: row * writing.rowPx, width }, writing);
  }
}

/** Gives the canvas the pixels of its box. */
function fitted(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
): { width: number; height: number } {
  const ratio = window.devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}

interface Place {
  readonly top: number;
  readonly width: number;
}

function paintPrint(
  context: CanvasRenderingContext2D,
  print: PrintView,
  place: Place,
  writing: TapeWriting,
): void {
  const { colors, rowPx, markFrom, timeText, priceText, sizeText } = writing;
  const { top, width } = place;
  const isBuy = print.side === 'buy';
  const isBig = markFrom !== undefined && print.sizeBase >= markFrom;
  const middle = top + rowPx / 2;
  if (isBig) {
    context.fillStyle = isBuy ? colors.upSoft : colors.downSoft;
    context.fillRect(0, top, width, rowPx);
    const radius = Math.min(rowPx / 2 - 2, 3 + 2 * Math.log2(print.sizeBase / markFrom + 1));
    context.fillStyle = isBuy ? colors.up : colors.down;
    context.beginPath();
    context.arc(width - 12, middle, radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.font = '400 12px "Inter Variable", sans-serif';
  context.textAlign = 'left';
  context.fillStyle = colors.textSoft;
  context.fillText(timeText(print.timeMs), 8, middle);
  context.fillStyle = isBuy ? colors.up : colors.down;
  context.font = '400 9px "Inter Variable", sans-serif';
  context.fillText(isBuy ? '▲' : '▼', TIME_PX + 4, middle);
  context.font = `${isBig ? 600 : 400} 12px "Inter Variable", sans-serif`;
  context.textAlign = 'right';
  context.fillText(priceText(print.price), TIME_PX + (width - TIME_PX) * 0.5, middle);
  context.fillStyle = colors.text;
  context.fillText(sizeText(print.sizeBase), width - 26, middle);
}
