import { expect, it } from 'vitest';
import { FitClock } from './fit-clock.ts';

it('a fit is due with the first input named and then at even intervals, and said once', () => {
  const clock = new FitClock(3, 2);
  const said = [1, 2, 3, 4, 5, 6, 7].map(() => {
    clock.tick();
    return [clock.takeDue(), clock.takeDue()];
  });
  expect(said.map(([due]) => due)).toEqual([false, false, true, false, true, false, true]);
  expect(said.every(([, again]) => again === false)).toBe(true);
});
