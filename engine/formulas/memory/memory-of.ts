import { FADES_TO_A_MILLIONTH, FADES_TO_A_THOUSANDTH } from './fading-memories.ts';
import { LASTING_MEMORIES } from './lasting-memories.ts';

/**
 * What of the inputs before a run began still moves its values: nothing beyond a fraction `within` of the largest
 * after so many warm-ups, 1 where nothing outlives the warm-up; or always something, for a reason in half a sentence.
 * The numbers are those of the formula's own test, with the parameters it has there.
 */
export type Memory =
  | { readonly kind: 'fades'; readonly warmUps: number; readonly within: number }
  | { readonly kind: 'lasts'; readonly because: string };

const MILLIONTH = 1e-6;
const THOUSANDTH = 1e-3;

/** What the formula of this id remembers. */
export function memoryOf(id: string): Memory {
  const lasting = LASTING_MEMORIES.find(({ formulas }) => formulas.includes(id));
  if (lasting !== undefined) return { kind: 'lasts', because: lasting.because };
  const coarse = FADES_TO_A_THOUSANDTH[id];
  if (coarse !== undefined) return { kind: 'fades', warmUps: coarse, within: THOUSANDTH };
  return { kind: 'fades', warmUps: FADES_TO_A_MILLIONTH[id] ?? 1, within: MILLIONTH };
}

/** The same in words for the reference. */
export function memoryText(id: string): string {
  const memory = memoryOf(id);
  if (memory.kind === 'lasts') return `lasting: ${memory.because}`;
  if (memory.warmUps === 1) return 'nothing from before its warm-up';
  const share = memory.within === MILLIONTH ? 'a millionth' : 'a thousandth';
  return `what came before fades to ${share} within ${memory.warmUps} warm-ups`;
}
