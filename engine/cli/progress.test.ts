import { describe, expect, it } from 'vitest';
import { ProgressBar } from './progress.ts';

describe('progress', () => {
  it('writes a line every tenth of the way where there is no terminal', () => {
    const lines: string[] = [];
    const bar = new ProgressBar({ write: (text) => lines.push(text), isTerminal: false }, () => 0);
    for (let percent = 0; percent <= 100; percent += 1) bar.show(percent / 100, 'events');
    expect(lines).toHaveLength(11);
    expect(lines[5]).toContain(' 50 %  events');
  });

  it('says how long is left from how long it took', () => {
    let now = 0;
    const lines: string[] = [];
    const bar = new ProgressBar({ write: (text) => lines.push(text), isTerminal: true }, () => now);
    now = 10_000;
    bar.show(0.25, 'events');
    expect(lines.at(-1)).toContain('30 s left');
  });
});
