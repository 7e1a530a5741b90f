import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { type RequestDraft, Requests, type Urgency } from './requests.ts';

const BTC = 'test:BTC/USDT:USDT';
const QUESTION: RequestDraft = { kind: 'ask-open-orders' };
const cancel = (orderId: string): RequestDraft => ({ kind: 'cancel', orderId, instrument: BTC });

/** Ten requests a second, and what has left of them. */
function requests() {
  const left: string[] = [];
  const room = new Requests(
    { requests: 10, perMs: 1000 },
    {
      emit: () => undefined,
      mayLeave: () => true,
      left: (request) => left.push('orderId' in request ? request.orderId : request.kind),
    },
  );
  const leaving = (urgency: Urgency, now: number): number =>
    Array.from({ length: 20 }, () => room.isFree(urgency, now) && room.send(QUESTION, urgency, now)).filter(
      Boolean,
    ).length;
  return { room, left, leaving };
}

describe('requests to a real venue', () => {
  it('R-CN-03: leave all of the rate to stops and exits, nine tenths to questions and seven to the rest', () => {
    const { leaving } = requests();
    expect(leaving('normal', 1)).toBe(7);
    expect(leaving('question', 1)).toBe(2);
    expect(leaving('urgent', 1)).toBe(1);
    expect([leaving('normal', 1000), leaving('normal', 1001)]).toEqual([0, 7]);
  });

  it('R-PR-04: go the more pressing first, whoever has waited longer', () => {
    const { room, left } = requests();
    room.limit(0, 500);
    room.send({ kind: 'ask-balances' }, 'normal', 0);
    room.send(QUESTION, 'question', 0);
    room.send(cancel('first'), 'urgent', 0);
    room.send(cancel('second'), 'urgent', 0);
    expect(left).toEqual([]);
    room.flush(500);
    // After being put off one tries again.
    expect(left).toEqual(['first']);
    room.take(1);
    room.noteAnswer(500);
    room.flush(520);
    expect(left).toEqual(['first', 'second', 'ask-open-orders', 'ask-balances']);
  });

  it('let a question go first once it has waited for as long as an answer takes, or unanswered orders kept it for ever', () => {
    const { room, left } = requests();
    room.limit(0, 500);
    room.send(QUESTION, 'question', 0);
    for (let now = 500; now < 7000; now += 1000) {
      room.send(cancel(`at ${now}`), 'urgent', now);
      for (const _late of room.overdue(now)) room.flush(now);
      room.flush(now);
    }
    // The first tries again alone at 500 and is given up 3 s later; by then the question has waited for 3 s.
    expect(left).toEqual(['at 500', 'ask-open-orders', 'at 1500']);
  });

  it('R-CN-03: of which nobody hears while the venue wants none are asked once when it does, not in a heap', () => {
    const { room, left } = requests();
    room.limit(0, 500);
    const askTrades = (since: number) =>
      room.send({ kind: 'ask-trades', since: unixMs(since) }, 'question', 0);
    for (let at = 0; at < 20; at += 1) {
      room.send(QUESTION, at === 0 ? 'normal' : 'question', at);
      room.send({ kind: 'ask-order', orderId: `o-${at % 2}`, instrument: BTC }, 'question', at);
    }
    [30, 40, 20].forEach(askTrades);
    room.send(cancel('a'), 'urgent', 20);
    room.send(cancel('a'), 'urgent', 20);
    room.noteAnswer(500);
    room.flush(500);
    // What asks for less is in what asks for more; what changes something leaves as often as it was wished for.
    expect(left).toEqual(['a', 'a', 'ask-open-orders', 'o-0', 'o-1', 'ask-trades', 'ask-trades']);
  });

  it('R-CN-03: one tries again alone, whatever is answered late of those that left before the venue put us off', () => {
    const { room, left } = requests();
    room.send(cancel('early'), 'urgent', 0);
    room.limit(100, 1000);
    for (const id of ['a', 'b', 'c']) room.send(cancel(id), 'urgent', 100);
    // What left at 0 is answered well after the venue has put us off.
    room.take(1);
    room.noteAnswer(0);
    room.flush(1100);
    expect(left).toEqual(['early', 'a']);
    expect(room.limited(1100)).toEqual({ until: 1100, times: 1 });
    room.take(2);
    room.noteAnswer(1100);
    room.flush(1150);
    expect(left).toEqual(['early', 'a', 'b', 'c']);
    expect(room.limited(1150)).toBeUndefined();
  });
});
