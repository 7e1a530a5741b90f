import { Kernel } from '../../runtime/kernel.ts';
import { initialStateOf } from '../../runtime/kernel-state.ts';
import { type EngineLife, LifeWitness } from './engine-life.ts';
import { SIMULATED_STRATEGIES } from './random-trader.ts';

/** Runs a life of the engine again from what entered it; what came out otherwise, in words. */
export function replayBreaches(life: EngineLife, everyEvents: number): readonly string[] {
  const { description, events, witness } = life;
  if (!witness) return [];
  const kernel = new Kernel(description, SIMULATED_STRATEGIES, { state: initialStateOf(description) });
  const again = new LifeWitness(everyEvents);
  for (const event of events) again.see(kernel, kernel.process(event));
  const { sessionId } = description;
  const breaches: string[] = [];
  const at = witness.states.findIndex((state, index) => state !== again.states[index]);
  if (at >= 0) breaches.push(`${sessionId} stands elsewhere after event ${(at + 1) * everyEvents}`);
  if (witness.digest() !== again.digest())
    breaches.push(`${sessionId} has other outcomes when it is run again`);
  return breaches;
}
