import { describe, expect, it } from 'vitest';
import type { OrderId } from '../domain/order/order.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import { ticks } from '../domain/units/ticks.ts';
import type { Cover, CoveringStop } from './cover.ts';
import { INSTRUMENT } from './fixtures/scripted-market.ts';
import { handDown } from './only-sell.ts';

const id = (text: string) => text as OrderId;
const STOP: CoveringStop = { id: id('stop'), lots: 10, trigger: ticks(90) };

function coverOf(lots: number, further: Partial<Cover> = {}): Cover {
  return {
    entryId: id('entry'),
    runId: 'a-run' as RunId,
    instrument: INSTRUMENT.id,
    side: 'sell',
    trigger: ticks(90),
    lots,
    attempts: 0,
    toProtect: lots,
    ...further,
  };
}

describe('a stop whose own lots are closed', () => {
  it('R-PR-07: goes behind other lots of its entry that have none', () => {
    const [closed, bare] = [coverOf(0, { standing: STOP }), coverOf(10)];
    handDown([closed, bare]);
    expect(bare.standing).toBe(STOP);
    expect(closed.standing).toBeUndefined();
  });

  it.each<[string, Cover, Cover]>([
    ['it is set off', coverOf(0, { standing: STOP, setOffId: STOP.id }), coverOf(10)],
    ['others are of another entry', coverOf(0, { standing: STOP }), coverOf(10, { entryId: id('other') })],
    [
      'others have a stop of their own',
      coverOf(0, { standing: STOP }),
      coverOf(10, { standing: { ...STOP, id: id('own') } }),
    ],
    ['others are leaving', coverOf(0, { standing: STOP }), coverOf(10, { exitId: id('exit') })],
    [
      'stops set nothing aside there',
      coverOf(0, { standing: STOP, toProtect: undefined }),
      coverOf(10, { toProtect: undefined }),
    ],
  ])('stays where %s', (_, closed, other) => {
    const before = other.standing;
    handDown([closed, other]);
    expect(closed.standing).toBe(STOP);
    expect(other.standing).toBe(before);
  });
});
