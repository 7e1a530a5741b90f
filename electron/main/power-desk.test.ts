import { describe, expect, it } from 'vitest';
import type { HostQuestion } from '../../engine/contract/host-control.ts';
import { PowerDesk } from './power-desk.ts';

const account = (isArmed: boolean) => ({
  keyId: 'a',
  accountId: 'live-a',
  accountName: 'Main',
  venue: 'bybit' as const,
  isArmed,
});

/** A desk at a computer whose power is a test's to switch. */
function desked() {
  const listeners = { suspend: () => {}, resume: () => {} };
  const state = { mayKeepAwake: true, isAwake: false, asked: 0 };
  const asked: HostQuestion[] = [];
  const desk = new PowerDesk({
    power: {
      onSuspend: (listener) => (listeners.suspend = listener),
      onResume: (listener) => (listeners.resume = listener),
      keepAwake: () => {
        state.isAwake = true;
        state.asked += 1;
        return () => (state.isAwake = false);
      },
    },
    question: (question) => {
      asked.push(question);
      return Promise.resolve({ ok: true, files: [] });
    },
    log: () => undefined,
    mayKeepAwake: () => state.mayKeepAwake,
  });
  return { asked, desk, listeners, state };
}

describe('the power of the computer', () => {
  it('R-CN-08: is told to the engine as it goes and as it comes back', () => {
    const { asked, listeners } = desked();
    listeners.suspend();
    expect(asked).toEqual([{ kind: 'note-power', power: 'suspend' }]);
    listeners.resume();
    expect(asked.slice(1)).toEqual([{ kind: 'note-power', power: 'resume' }]);
  });

  it.each([
    ['armed and flat', account(true), 0, true],
    ['watched and holding', account(false), 1, true],
    ['watched and flat', account(false), 0, false],
    ['on paper, holding', null, 3, false],
  ])('is asked to stay where an account is %s: %j', (_, opened, openPositions, isAwake) => {
    const { desk, state } = desked();
    desk.follow({ account: opened, openPositions });
    expect(state.isAwake).toBe(isAwake);
  });

  it('is asked once, and let go when the account is left', () => {
    const { desk, state } = desked();
    desk.follow({ account: account(true), openPositions: 0 });
    desk.follow({ account: account(true), openPositions: 2 });
    expect(state.asked).toBe(1);
    desk.follow({ account: null, openPositions: 0 });
    expect(state.isAwake).toBe(false);
  });

  it('is asked for nothing the person has not allowed, and for no longer than they allow it', () => {
    const { desk, state } = desked();
    state.mayKeepAwake = false;
    desk.follow({ account: account(true), openPositions: 1 });
    expect(state.isAwake).toBe(false);
    state.mayKeepAwake = true;
    desk.look();
    expect(state.isAwake).toBe(true);
    state.mayKeepAwake = false;
    desk.look();
    expect(state.isAwake).toBe(false);
  });
});
