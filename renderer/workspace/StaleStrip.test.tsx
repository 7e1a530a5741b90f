import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useConnection } from '../engine-client/feed-connection.ts';
import { useEngineStatus } from '../host-client/engine-status.ts';
import { StaleStrip } from './StaleStrip.tsx';

const text = () => screen.getByRole('status').textContent;

describe('the notice over a view that is not kept up to date', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    useEngineStatus.setState({ state: 'down' });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('says how old the view is as soon as it appears, also long after somebody last asked for the time', () => {
    render(<StaleStrip />);
    cleanup();
    vi.advanceTimersByTime(600_000);
    useConnection.setState({ lastMessageMs: performance.now() - 4300 });
    render(<StaleStrip />);
    expect(text()).toContain('What you see is 5 s old');
  });

  it('never says that something old is younger than it is', () => {
    useConnection.setState({ lastMessageMs: performance.now() });
    render(<StaleStrip />);
    expect(text()).toContain('What you see is 1 s old');
    act(() => void vi.advanceTimersByTime(3000));
    expect(text()).toContain('What you see is 3 s old');
  });
});
