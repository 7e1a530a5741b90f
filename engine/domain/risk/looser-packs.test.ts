import { describe, expect, it } from 'vitest';
import { looserPacks } from './looser-packs.ts';
import type { RulePack } from './rule-pack.ts';

const pack: RulePack = {
  id: 'mine',
  title: 'Mine',
  zone: 'Europe/Prague',
  dailyLoss: { share: 0.05, of: 'initial-capital', from: 'equity-at-midnight' },
  totalLoss: { share: 0.1, of: 'initial-capital', trails: 'static' },
  riskPerTrade: 0.01,
  openPositions: 3,
  onDailyBreach: 'freeze',
  onTotalBreach: 'freeze',
};
const { dailyLoss, openPositions, riskPerTrade, totalLoss, ...bare } = pack;

describe('rule packs', () => {
  it.each<[string, readonly RulePack[]]>([
    ['the same', [pack]],
    ['under another title', [{ ...pack, title: 'Another' }]],
    ['with a new one beside it', [pack, { ...pack, id: 'second' }]],
    ['with a smaller loss of the day', [{ ...pack, dailyLoss: { ...dailyLoss!, share: 0.04 } }]],
    ['with a smaller loss in all', [{ ...pack, totalLoss: { ...totalLoss!, share: 0.05 } }]],
    ['with fewer positions and less at risk', [{ ...pack, openPositions: 1, riskPerTrade: 0.005 }]],
    ['with a harsher answer', [{ ...pack, onDailyBreach: 'flatten' }]],
  ])('allow no more than before: %s', (_, to) => {
    expect(looserPacks([pack], to)).toEqual([]);
  });

  it.each<[string, readonly RulePack[]]>([
    ['left out', []],
    ['replaced by another of another id', [{ ...pack, id: 'second' }]],
    ['with a larger loss of the day', [{ ...pack, dailyLoss: { ...dailyLoss!, share: 0.06 } }]],
    [
      'with a loss of the day of something else',
      [{ ...pack, dailyLoss: { ...dailyLoss!, of: 'equity-at-midnight' } }],
    ],
    [
      'with a loss counted from something else',
      [{ ...pack, dailyLoss: { ...dailyLoss!, from: 'balance-at-midnight' } }],
    ],
    ['with a larger loss in all', [{ ...pack, totalLoss: { ...totalLoss!, share: 0.11 } }]],
    [
      'with a loss in all that trails otherwise',
      [{ ...pack, totalLoss: { ...totalLoss!, trails: 'end-of-day' } }],
    ],
    ['with a loss in all of something else', [{ ...pack, totalLoss: { ...totalLoss!, of: 'peak-equity' } }]],
    ['with more at risk', [{ ...pack, riskPerTrade: 0.02 }]],
    ['with more positions', [{ ...pack, openPositions: 4 }]],
    ['with its midnight elsewhere', [{ ...pack, zone: 'UTC' }]],
    ['with a milder answer to a day', [{ ...pack, onDailyBreach: 'protect-only' }]],
    ['with a milder answer to the whole', [{ ...pack, onTotalBreach: 'protect-only' }]],
    ['without a loss of the day', [{ ...bare, totalLoss: totalLoss!, riskPerTrade: 0.01, openPositions: 3 }]],
    ['without a loss in all', [{ ...bare, dailyLoss: dailyLoss!, riskPerTrade: 0.01, openPositions: 3 }]],
    [
      'without a count of positions',
      [{ ...bare, dailyLoss: dailyLoss!, totalLoss: totalLoss!, riskPerTrade: 0.01 }],
    ],
  ])('may allow more than before: %s', (_, to) => {
    expect(looserPacks([pack], to)).toEqual([pack]);
  });

  it('that say nothing of a rule gain it without becoming looser', () => {
    expect([riskPerTrade, openPositions]).toEqual([0.01, 3]);
    expect(looserPacks([bare], [pack])).toEqual([]);
  });
});
