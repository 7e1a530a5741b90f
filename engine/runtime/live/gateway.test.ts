import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { VenueReport } from '../../domain/venue/venue-report.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import { Gateway, NotCommitted } from './gateway.ts';

const place = (requestId: number, reduceOnly = false): VenueRequest => ({
  kind: 'place',
  requestId,
  orderId: `order-${requestId}`,
  instrument: 'test:BTC/USDT:USDT',
  side: 'buy',
  lots: lots(1),
  order: { type: 'market' },
  reduceOnly,
});

function open(committed = 10) {
  const sent: VenueRequest[] = [];
  const answers: VenueReport[] = [];
  const clock = { now: 0 };
  const gateway = new Gateway({
    venue: { send: (request) => sent.push(request) },
    committedSequence: () => committed,
    now: () => clock.now,
    passage: { admits: (instrument) => instrument !== 'test:TOO-SOON/USDT:USDT' },
    answer: (report) => answers.push(report),
  });
  return { gateway, sent, answers, clock };
}

describe('the gateway to a real venue', () => {
  it('R-ST-02: refuses what is not durable yet', () => {
    const { gateway, sent } = open(10);
    gateway.send(place(1), 10, 0);
    expect(() => gateway.send(place(2), 11, 0)).toThrow(NotCommitted);
    expect(sent).toEqual([place(1)]);
  });

  it('R-OR-12: refuses what has left before', () => {
    const { gateway, sent } = open();
    gateway.send(place(2), 5, 0);
    expect(() => gateway.send(place(2), 5, 0)).toThrow('has left before');
    expect(() => gateway.send(place(1), 5, 0)).toThrow('has left before');
    expect(sent).toHaveLength(1);
  });

  it('sends only the requests among what was committed, in order', () => {
    const { gateway, sent } = open();
    gateway.release([
      { sequence: 1, index: 0, time: unixMs(0), outcome: { kind: 'notice', level: 'info', text: '' } },
      { sequence: 1, index: 1, time: unixMs(0), outcome: { kind: 'venue-request', request: place(1) } },
      { sequence: 2, index: 0, time: unixMs(0), outcome: { kind: 'venue-request', request: place(2) } },
    ]);
    expect(sent.map(({ requestId }) => requestId)).toEqual([1, 2]);
  });

  it('R-OR-05: lets no entry out too soon after the one before it, and says so', () => {
    const { gateway, sent, answers } = open();
    const soon = { ...place(1), instrument: 'test:TOO-SOON/USDT:USDT' };
    gateway.send(soon, 1, 0);
    gateway.send({ ...place(2, true), instrument: soon.instrument } as VenueRequest, 1, 0);
    expect(sent.map(({ requestId }) => requestId)).toEqual([2]);
    expect(answers).toMatchObject([
      { kind: 'reply', requestId: 1, answer: { kind: 'refused', venueCode: 'TOO_SOON_HERE' } },
    ]);
  });

  it('lets no entry out once it is frozen, and every exit, cancel and question', () => {
    const { gateway, sent, answers } = open();
    gateway.freeze('a test');
    gateway.send(place(1), 1, 0);
    gateway.send(place(2, true), 1, 0);
    gateway.send({ kind: 'ask-open-orders', requestId: 3 }, 1, 0);
    expect(sent.map(({ requestId }) => requestId)).toEqual([2, 3]);
    expect(answers).toEqual([
      {
        kind: 'reply',
        requestId: 1,
        answer: { kind: 'refused', class: 'not-done', venueCode: 'FROZEN_HERE' },
      },
    ]);
    gateway.thaw();
    gateway.send(place(4), 1, 0);
    expect(sent.map(({ requestId }) => requestId)).toEqual([2, 3, 4]);
  });

  it('R-PR-07: lets a change of what only reduces out while it is frozen, and no other', () => {
    const { gateway, sent } = open();
    gateway.freeze('a test');
    const { instrument, orderId } = place(1) as Extract<VenueRequest, { kind: 'place' }>;
    const change = { kind: 'amend', instrument, orderId, trigger: ticks(95) } as const;
    gateway.send({ ...change, requestId: 1 }, 1, 0);
    gateway.send({ ...change, requestId: 2, reduceOnly: true }, 1, 0);
    expect(sent.map(({ requestId }) => requestId)).toEqual([2]);
  });

  it('lets no order out that was decided more than a second ago: it would be settled before it arrives', () => {
    const { gateway, sent, answers, clock } = open();
    clock.now = 1001;
    gateway.send(place(1), 1, 0);
    expect(sent).toEqual([]);
    expect(answers).toHaveLength(1);
    gateway.send(place(2), 1, 1);
    expect(sent).toHaveLength(1);
  });
});
