import { describe, expect, it } from 'vitest';
import { type Finding, type KeptNumbers, withFindings } from './kept-numbers.ts';

const FILE = 'engine/journal/crash/kill.test.ts';
const everything = { name: () => true, measure: () => true };

const kept: KeptNumbers = {
  'R-ST-03': {
    [FILE]: { ran: '2026-11-20', passed: 3, failed: 0, measured: '2026-11-20', numbers: '100 kills' },
  },
  'R-ST-04': { [FILE]: { ran: '2026-11-20', passed: 1, failed: 0 } },
};

const found = (shown: Finding['shown']): Finding[] => [{ requirement: 'R-ST-03', file: FILE, shown }];

describe('numbers that are kept', () => {
  it('give way to those of a later run, each with its own day; the rest stays', () => {
    const newer = withFindings(kept, found({ measured: '2026-11-22', numbers: '1,000 kills' }), everything);
    expect(newer).toEqual({
      ...kept,
      'R-ST-03': {
        [FILE]: { ran: '2026-11-20', passed: 3, failed: 0, measured: '2026-11-22', numbers: '1,000 kills' },
      },
    });
  });

  it('stay where a run of an earlier day lies about', () => {
    const same = withFindings(kept, found({ ran: '2026-11-19', passed: 1, failed: 2 }), everything);
    expect(same).toEqual(kept);
  });

  it('go when no test measures them, and with their cases when no title names them', () => {
    const unmeasured = withFindings(kept, [], { name: () => true, measure: () => false });
    expect(unmeasured['R-ST-03']).toEqual({ [FILE]: { ran: '2026-11-20', passed: 3, failed: 0 } });
    expect(withFindings(kept, [], { name: (id) => id === 'R-ST-04', measure: () => true })).toEqual({
      'R-ST-04': kept['R-ST-04'],
    });
  });

  it('written by hand go with the first that a test writes', () => {
    const byHand = { 'R-ST-03': { 'by hand': { measured: '2026-11-22', numbers: 'ten kills' } } };
    expect(withFindings(byHand, [], everything)).toEqual(byHand);
    const shown = { measured: '2026-11-22', numbers: '1,000 kills' };
    expect(withFindings(byHand, found(shown), everything)).toEqual({ 'R-ST-03': { [FILE]: shown } });
  });
});
