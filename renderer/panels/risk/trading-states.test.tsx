import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { TradingStates } from './TradingStates.tsx';

let asked: readonly AskedHost[];

beforeEach(() => {
  asked = installFakeHost({ setTradingState: () => ({}) });
});
afterEach(cleanup);

const names = () => screen.queryAllByRole('button').map(({ textContent }) => textContent?.trim());
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the ways to hold trading back', () => {
  it.each([
    ['Only make smaller', 'active', 'reduce-only'],
    ['Freeze', 'reduce-only', 'halted'],
  ] as const)('%s at one press', (name, from, state) => {
    render(<TradingStates state={from} />);
    press(name);
    expect(commandsOf(asked)).toMatchObject([{ command: 'setTradingState', payload: { state } }]);
  });

  it('lead one way: what is held back is let go of elsewhere', () => {
    render(<TradingStates state="active" />);
    expect(names()).toEqual(['Only make smaller']);
    cleanup();
    render(<TradingStates state="reduce-only" />);
    expect(names()).toEqual(['Freeze']);
    cleanup();
    render(<TradingStates state="halted" />);
    expect(names()).toEqual([]);
  });
});
