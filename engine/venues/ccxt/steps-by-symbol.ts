import { type FrameSteps, frameStepsOf } from '../wire/live-frame.ts';
import type { ListedInstrument } from './dialect.ts';

/** How to read the numbers of each symbol, where a venue writes them in the instrument's own steps. */
export const stepsBySymbol = (listed: readonly ListedInstrument[]): ReadonlyMap<string, FrameSteps> =>
  new Map(listed.map(({ instrument, wireSymbol }) => [wireSymbol, frameStepsOf(instrument)]));
