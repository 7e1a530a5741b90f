import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { startEngine, temporaryFolders } from '../../runtime/engine-with-host.fixture.ts';
import { measured } from '../reliability/measured.ts';

const MINUTE_MS = 60_000;
const MIB = 1_048_576;
const ENTRY = { instrument: 'sandbox:BTC/USDT:USDT', side: 'buy', sizeBase: '0.01', type: 'market' } as const;
const EXIT = { ...ENTRY, side: 'sell', reduceOnly: true } as const;

const MINUTES = 20;

/** Bytes that are still in use once everything unreachable is gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

const handles = () => process.getActiveResourcesInfo().toSorted();

describe('an engine that runs on', () => {
  const folders = temporaryFolders();
  afterEach(folders.removeAll);

  it(
    'R-LC-09: holds no more memory and no more handles after forty minutes of a market than after twenty',
    {
      timeout: 300_000,
    },
    async () => {
      const desk = await startEngine(folders.newFolder());
      const kernel = () => desk.engine.station.session.kernel;
      const fills = () =>
        desk.engine.station.journal.ofKind('order-filled', {
          accountId: kernel().rooms.description.accountId,
        }).rows.length;
      const run = async (minutes: number) => {
        for (let minute = 0; minute < minutes; minute += 1) {
          await desk.ask('placeOrder', minute % 2 === 0 ? ENTRY : EXIT);
          await desk.pass(MINUTE_MS);
          // What the host and the window were told is the test's to hold, not the engine's.
          desk.told.length = 0;
          desk.sent.splice(0, desk.sent.length - 1);
        }
        return { heap: heapInUse(), handles: handles(), events: kernel().sequence, fills: fills() };
      };
      const first = await run(MINUTES);
      const second = await run(MINUTES);
      const grownMib = (second.heap - first.heap) / MIB;
      const events = second.events - first.events;
      measured(
        'R-LC-09',
        `${MINUTES} min of a market after as many of warm-up: ${events} events, heap grown by ${grownMib.toFixed(2)} MiB`,
      );
      expect(events).toBeGreaterThan(60_000);
      // Losses in a row pause the symbol before long; what is refused then is written down, too.
      expect(first.fills).toBeGreaterThanOrEqual(10);
      expect(grownMib).toBeLessThan(1);
      expect(second.handles).toEqual(first.handles);
      await desk.engine.hear({ type: 'shutdown' });
    },
  );
});
