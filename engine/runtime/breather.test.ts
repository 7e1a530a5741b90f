import { expect, it } from 'vitest';
import { breatherOf } from './breather.ts';
import { ManualClock } from './manual-clock.fixture.ts';

it('gives others their turn once a piece of work has gone on for eight milliseconds, and then anew', async () => {
  const clock = new ManualClock(0);
  const breathe = breatherOf(clock);
  clock.pass(7);
  expect(breathe()).toBeUndefined();
  clock.pass(1);
  const pause = breathe();
  expect(pause).toBeInstanceOf(Promise);
  clock.pass(1);
  await pause;
  expect(breathe()).toBeUndefined();
});
