import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../domain/session/outcome.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { limitAt, ScriptedMarket } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';
import { measured } from '../../test/reliability/measured.ts';

const protectiveStop = ticks(90);

/** What protection asked for, in order: when, counted from the first fill, what and how much. */
function askedFor(outcomes: readonly Outcome[]): readonly string[] {
  const first = outcomes.find((each) => each.kind === 'order-filled');
  const from = first ? first.fill.time : 0;
  return outcomes.flatMap((each) => {
    if (each.kind !== 'order-submitted' || each.order.role === 'entry') return [];
    const { kind, lots, reduceOnly, role, side, submittedAt } = each.order;
    const at = 'trigger' in kind ? ` at ${kind.trigger}` : '';
    return [`${submittedAt - from} ms: ${role} ${side} ${lots}${at}${reduceOnly ? '' : ' may increase'}`];
  });
}

/** The same story on paper; nothing takes time there. */
function onPaper(refuseStops: number, story: (told: ScriptedMarket) => void): readonly string[] {
  const told = new ScriptedMarket({ refuseStops });
  told.snapshot(1000, [99, 50, 94, 50], [101, 50]);
  story(told);
  return askedFor(told.outcomes);
}

describe('paper and live protect by the same code and the same deadlines', () => {
  it('R-PR-12: when every stop is refused', () => {
    const paper = onPaper(3, (told) => {
      told.send('buy', 10, { protectiveStop });
      for (let time = 1050; time <= 7000; time += 50) told.wait(time);
    });
    const live = new ToldVenue().begin();
    live.enter({ protectiveStop });
    const entry = live.placed();
    live.accept(entry);
    live.fill(entry, 10);
    for (let at = 0, answered = 0; at < 100; at += 1) {
      const stops = live.requests('place').filter(({ order }) => order.type === 'stop-market');
      for (const stop of stops.slice(answered))
        live.answer(stop, { kind: 'refused', class: 'not-done', venueCode: '1' });
      answered = stops.length;
      if (answered === 3) break;
      live.pass(50);
    }
    measured('R-PR-12', `every stop refused: ${paper.length} requests on paper, the same ones live`);
    expect(askedFor(live.outcomes)).toEqual(paper);
    expect(paper).toEqual([
      '0 ms: stop sell 10 at 90',
      '250 ms: stop sell 10 at 90',
      '1000 ms: stop sell 10 at 90',
      '1000 ms: exit sell 10',
    ]);
  });

  it('R-PR-12: when an entry fills in parts, and its stop is moved', () => {
    const paper = onPaper(0, (told) => {
      const entry = told.send('buy', 10, { kind: limitAt(100), protectiveStop });
      told.trade(1100, 100, 4, 'sell');
      told.trade(1300, 100, 6, 'sell');
      told.wait(1400);
      told.venue.moveStop(entry, ticks(92), 1500 as never).forEach((each) => told.outcomes.push(each));
      told.wait(1600);
    });
    const live = new ToldVenue().begin();
    const entryId = live.enter({ kind: limitAt(100), protectiveStop });
    const entry = live.placed();
    const guard = () => {
      live.accept(live.stop());
      live.answerQuestions();
    };
    live.accept(entry);
    live.fill(entry, 4);
    guard();
    live.pass(200);
    live.fill(entry, 6);
    guard();
    live.pass(200);
    live.do((venue) => venue.moveStop(entryId, ticks(92), live.time));
    expect(askedFor(live.outcomes)).toEqual(paper);
    expect(paper).toEqual([
      '0 ms: stop sell 4 at 90',
      '200 ms: stop sell 10 at 90',
      '400 ms: stop sell 10 at 92',
    ]);
  });
});
