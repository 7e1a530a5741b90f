import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { TheoryState } from '../../../engine/domain/theory/theory-reading.ts';
import { TheoryCard } from './TheoryCard.tsx';

const HURST: TheoryState = {
  theory: 'hurst',
  bars: 500,
  warmUp: 201,
  reading: {
    value: 0.57,
    interval: { low: 0.45, high: 0.69, kind: 'simulated' },
    observations: 200,
    suggests: 'cannot-tell',
    sentence: { key: 'hurst-unclear', numbers: { hurst: 0.57, low: 0.45, high: 0.69 } },
  },
  upProbability: 0.512,
  baseRate: 0.505,
  trust: 0.12,
  horizonBars: 8,
  score: { count: 292, needed: 240, gainBits: 0.0035, errorBits: 0.001, path: [0.2, 1.02] },
};

function shown(state: TheoryState, intervalMs = 900_000) {
  render(
    <ul>
      <TheoryCard state={state} intervalMs={intervalMs} />
    </ul>,
  );
  return within(screen.getByRole('listitem'));
}

afterEach(cleanup);

describe('the card of a theory', () => {
  it('says what it sees, how surely, what it expects and what it was worth', () => {
    const card = shown(HURST);
    expect(card.getByRole('heading', { name: 'Hurst exponent' })).toBeDefined();
    expect(card.getByText('cannot tell')).toBeDefined();
    expect(card.getByText('0.57')).toBeDefined();
    expect(card.getByText('95 %: 0.45 to 0.69 (simulated)')).toBeDefined();
    expect(card.getByText(/^Cannot tell trend from reversion/)).toBeDefined();
    // Eight bars of a quarter of an hour.
    expect(card.getByText(/^Higher in 2h with 51.2%; base rate 50.5%/)).toBeDefined();
    expect(card.getByText('Believed at 12% of its word.')).toBeDefined();
    expect(card.getByText('✓ Has helped')).toBeDefined();
    expect(card.getByText('+3.50 ± 1.96 mbit per prediction, 292 scored')).toBeDefined();
    expect(card.getByRole('img', { name: 'Sum of the gains over time, now +1.02 bits' })).toBeDefined();
  });

  it('tells a horizon that is no whole number of hours in hours and minutes', () => {
    expect(shown({ ...HURST, horizonBars: 5 }).getByText(/^Higher in 1h 15m/)).toBeDefined();
  });

  it('says how far it has warmed up, and gives no number before', () => {
    const { baseRate: _base, reading: _reading, upProbability: _up, ...cold } = HURST;
    const card = shown({ ...cold, bars: 40, score: { count: 0, needed: 240, path: [] } });
    expect(card.getByText('Warming up: 40 of 201 bars.')).toBeDefined();
    expect(card.getByText('Not enough yet')).toBeDefined();
    expect(card.getByText('0 of 240 predictions scored')).toBeDefined();
    expect(card.queryByText(/Higher in/)).toBeNull();
  });

  it('says what the context waits for', () => {
    const { baseRate: _base, reading: _reading, upProbability: _up, ...silent } = HURST;
    const card = shown({ ...silent, theory: 'context', warmUp: 1 });
    expect(card.getByText(/^Nothing known yet: waits for the capitalization/)).toBeDefined();
  });
});
