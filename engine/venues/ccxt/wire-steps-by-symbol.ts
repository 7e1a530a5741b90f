import { WireSteps } from '../wire/wire-steps.ts';
import type { ListedInstrument } from './dialect.ts';

/** How to read the text of each symbol of a venue that writes sizes in steps of its own. */
export const wireStepsBySymbol = (listed: readonly ListedInstrument[]): ReadonlyMap<string, WireSteps> =>
  new Map(
    listed.flatMap(({ steps, wireSymbol }) =>
      steps === undefined ? [] : [[wireSymbol, new WireSteps(steps)]],
    ),
  );
