import { parentPort } from 'node:worker_threads';
import type { Fit, FitJob } from '../../formulas/refit.ts';
import { findFormula } from '../../formulas/registry/find-formula.ts';
import { forestFits } from '../../theories/forest.ts';
import { FIT_STATE, FitSlot } from './fit-slot.ts';

/** What the engine asks the worker for; the answer goes into the slot. */
export interface ToFitWorker {
  readonly formula: string;
  readonly job: FitJob;
  readonly slot: SharedArrayBuffer;
}

/** Fits formulas in a thread of its own, one after another in the order asked for. */
const port = parentPort;
if (!port) throw new Error('fits must run as a worker thread, were started by themselves');

port.on('message', ({ formula, job, slot: shared }: ToFitWorker) => {
  const slot = new FitSlot(shared);
  if (!slot.advance(FIT_STATE.waiting, FIT_STATE.begun)) return;
  try {
    slot.put(fitNamed(formula)?.(job));
    slot.advance(FIT_STATE.begun, FIT_STATE.done);
  } catch {
    // Whoever needs the model fits on the spot then, where the error is seen.
    slot.advance(FIT_STATE.begun, FIT_STATE.failed);
  }
});

/** The fit of a formula or a theory; their names never meet. */
function fitNamed(name: string): Fit | undefined {
  const ofTheories: Readonly<Record<string, Fit>> = forestFits;
  return ofTheories[name] ?? findFormula(name).fit;
}
