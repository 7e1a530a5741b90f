import { btcPerpetual } from '../domain/instrument/fixtures/btc-perpetual.ts';
import { defineFormula, type MarketStep, type StepKind } from '../formulas/formula.ts';
import { FeatureRun } from './feature-run.ts';
import { type MarketSteps } from './market-steps.ts';

/** A perpetual of the made-up venue `test`: ticks of 0.5, lots of 0.01, funding every 8 hours. */
export const perpetualOf = (base: string) =>
  btcPerpetual({
    symbol: `${base}/USDT:USDT`,
    base,
    tickSize: '0.5',
    lotSize: '0.01',
    minSizeBase: '0.01',
  });

/** What a listening formula listens to beyond kinds of steps. */
export interface Listening {
  readonly series?: string[];
  readonly intervalMs?: number;
  readonly keepsOverGaps?: true;
}

/** Starts a formula that writes down what it is fed. */
export function listen(
  steps: MarketSteps,
  reads: StepKind[],
  { intervalMs = 60_000, series = [], ...further }: Listening = {},
) {
  const fed: MarketStep[] = [];
  const formula = defineFormula({
    id: 'I999',
    key: 'listener',
    title: 'Listener',
    family: 'context',
    input: 'step',
    output: { unit: '1' },
    source: 'made for this test (2024)',
    defaults: {},
    reads,
    series,
    ...further,
    warmUp: () => 1,
    start: () => (step) => fed.push(step),
  });
  const run = new FeatureRun<'step'>('listener', () => formula.start({}));
  steps.start(run, formula, intervalMs);
  return { fed, run };
}
