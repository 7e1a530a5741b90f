import { FeatureHub } from '../../features/feature-hub.ts';
import { FormulaBank } from '../../features/formula-bank.ts';
import { UpdateMeter } from '../../features/update-meter.ts';
import type { RunWatch } from '../../features/run-watch.ts';
import type { AnyFormula } from '../../formulas/formula.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { MarketState } from '../../market/market-state.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { openSandboxHour } from './sandbox-events.ts';
import { medianOf, quantileOf } from './time-runs.ts';

const TICK_INPUTS: ReadonlySet<AnyFormula['input']> = new Set(['quote', 'book', 'trade', 'trade-quote']);
const TICK_STEPS = ['quote', 'book', 'trade'] as const;
const FAMILIES = ['microstructure', 'order-flow'];
const SLOWEST = 10;
/** Events before anything is measured. */
const WARM_EVENTS = 60_000;

/** Formulas of these families that are fed with the tape or the book. */
const tickFormulas = allFormulas.filter(
  ({ family, input, reads }) =>
    FAMILIES.includes(family) && (TICK_INPUTS.has(input) || TICK_STEPS.some((kind) => reads?.includes(kind))),
);

/** All formulas of the tape and the book with each event of the sandbox market that changes a book. */
export const formulaTicks: Benchmark = {
  name: 'formulaTicks',
  measure() {
    const { bookUs, tradeUs } = timeEvents();
    return {
      formulas: tickFormulas.length,
      bookEvents: bookUs.length,
      medianUsPerBookEvent: rounded(medianOf(bookUs)),
      meanUsPerBookEvent: rounded(meanOf(bookUs)),
      p99UsPerBookEvent: rounded(quantileOf(bookUs, 0.99)),
      medianUsPerTrade: rounded(medianOf(tradeUs)),
      p99UsPerTrade: rounded(quantileOf(tradeUs, 0.99)),
      slowestUsPerUpdate: slowest(),
    };
  },
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function timeEvents() {
  const bookUs: number[] = [];
  const tradeUs: number[] = [];
  run(undefined, (bookChanged, kind, us) => {
    if (bookChanged) bookUs.push(us);
    else if (kind === 'trade') tradeUs.push(us);
  });
  return { bookUs, tradeUs };
}

function slowest(): Figures {
  const meter = new UpdateMeter(() => performance.now() * 1000);
  run(
    meter,
    () => undefined,
    () => meter.clear(),
  );
  const perUpdate = tickFormulas
    .flatMap(({ id, key }): [string, number][] => {
      const times = meter.timesOf(id);
      return times && times.updates > 0 ? [[`${id} ${key}`, times.totalUs / times.updates]] : [];
    })
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, SLOWEST);
  return Object.fromEntries(perUpdate.map(([name, us]) => [name, rounded(us)]));
}

/** Tells the time of each event after the warm ones of the instrument the formulas follow. */
function run(
  watch: RunWatch | undefined,
  tell: (bookChanged: boolean, kind: string, us: number) => void,
  onWarm: () => void = () => undefined,
): void {
  const feed = openSandboxHour();
  const market = new MarketState(feed.instruments);
  const hub = new FeatureHub(feed.instruments, { watch });
  const followed = feed.instruments[0]?.id ?? '';
  const bank = new FormulaBank(hub, followed, tickFormulas);
  let events = 0;
  for (let event = feed.next(); event; event = feed.next()) {
    events += 1;
    if (events === WARM_EVENTS) onWarm();
    const change = market.apply(event);
    const before = performance.now();
    hub.onChange(change, event);
    const us = (performance.now() - before) * 1000;
    if (events > WARM_EVENTS && event.instrument === followed) tell(change.bookChanged, event.kind, us);
  }
  feed.close();
  bank.release();
}
