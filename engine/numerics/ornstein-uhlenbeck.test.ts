import { describe, expect, it } from 'vitest';
import { ornsteinUhlenbeckFit } from './ornstein-uhlenbeck.ts';

describe('an Ornstein-Uhlenbeck fit', () => {
  it('finds pull and mean of a path without noise: half is left of every step, 0.6 is the mean', () => {
    const path = [1];
    for (let i = 1; i < 8; i += 1) path.push(0.3 + 0.5 * (path[i - 1] ?? 0));
    const fit = ornsteinUhlenbeckFit(path);
    expect(fit?.persistence).toBeCloseTo(0.5, 12);
    expect(fit?.speed).toBeCloseTo(Math.LN2, 12);
    expect(fit?.mean).toBeCloseTo(0.6, 12);
    expect(fit?.deviation).toBeCloseTo(0, 6);
  });

  it('measures the deviation from the errors about the line of five rows', () => {
    const path = [0, 1, 1, 2, 2, 1.5];
    const x = [0, 1, 1, 2, 2];
    const y = [1, 1, 2, 2, 1.5];
    const slope = x.reduce((sum, each, i) => sum + (each - 1.2) * ((y[i] ?? 0) - 1.5), 0) / 2.8;
    const errors = x.reduce((sum, each, i) => sum + ((y[i] ?? 0) - 1.5 - slope * (each - 1.2)) ** 2, 0);
    const fit = ornsteinUhlenbeckFit(path);
    expect(fit?.persistence).toBeCloseTo(slope, 12);
    expect(fit?.deviation).toBeCloseTo(Math.sqrt(errors / 3 / (1 - slope ** 2)), 12);
  });

  it.each([
    ['runs away', [1, 2, 4, 8, 16, 32]],
    ['swings from side to side', [1, -1, 1, -1, 1, -1]],
    ['stands still', [3, 3, 3, 3, 3]],
    ['is too short', [1, 2, 1]],
  ])('does not exist of a path that %s', (_what, path) => {
    expect(ornsteinUhlenbeckFit(path)).toBeUndefined();
  });
});
