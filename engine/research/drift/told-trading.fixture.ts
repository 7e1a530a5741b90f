import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import type { Random } from '../../numerics/random.ts';
import type { ToldLive } from '../../runtime/live/told-live.fixture.ts';

/** A person sells so many lots at the market. */
export function leave(told: ToldLive, size: number): void {
  told.tell({
    kind: 'place-order',
    intent: {
      runId: 'manual',
      instrument: INSTRUMENT.id,
      role: 'exit',
      side: 'sell',
      lots: lots(size),
      kind: { type: 'market' },
      reduceOnly: true,
      reason: 'a test',
    },
  });
}

/** Others sell 50 lots to each other at a price. */
export function trade(told: ToldLive, at: number): void {
  const time = unixMs(told.time);
  const seen = { instrument: INSTRUMENT.id, time, venueTime: time };
  const print = {
    ticks: ticks(at),
    lots: lots(50),
    aggressor: 'sell',
    tradeId: `t${told.time}-${at}`,
  } as const;
  told.take({ kind: 'trade', ...seen, ...print });
}

/** Trades at random through forty steps of 4 s over a price that walks from 100. */
export function tradeAtRandom(told: ToldLive, random: Random): void {
  let mid = 100;
  for (let step = 0; step < 40; step += 1) {
    const what = random.integer(4);
    mid = Math.max(95, mid + random.integer(5) - 2);
    if (what === 0) told.enter({ lots: lots(4 + random.integer(12)) });
    else if (what === 1) told.enter({ kind: limitAt(mid - 2), lots: lots(4 + random.integer(12)) });
    else if (what === 2) leave(told, 1 + random.integer(3));
    told.quote(mid - 1, mid + 1);
    told.pass(4000, 500);
  }
}
