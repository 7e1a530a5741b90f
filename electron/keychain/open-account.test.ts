import { describe, expect, it } from 'vitest';
import { textsOf } from '../main/dialog-texts/texts-of.ts';
import type { OpenAnswer } from '../../engine/contract/arming.ts';
import type { AccountOutcome } from '../contract/accounts.ts';
import type { HostAlert } from '../contract/host-bridge.ts';
import { ManualTimers } from '../main/manual-timers.fixture.ts';
import { OpenAccount, type OpenAccountParts } from './open-account.ts';

const done: AccountOutcome = { outcome: 'done', detail: '' };
const opened: OpenAnswer = {
  ok: true,
  account: { keyId: 'k1', accountId: 'live-okx-k1', accountName: 'Main', venue: 'okx' },
};
const silent: OpenAnswer = { ok: false, detail: 'OKX does not answer' };

/** A host whose engine opens what it is asked to, and a person who answers `choice`. */
function accountWith(parts: Partial<OpenAccountParts> = {}) {
  const engine = { answer: opened, isWatched: false, positions: 0, choice: 'stay' };
  const steps: string[] = [];
  const alerts: HostAlert[] = [];
  const asked: string[] = [];
  const timers = new ManualTimers();
  const noted = <Answer>(text: string, answer: Answer): Promise<Answer> => {
    steps.push(text);
    return Promise.resolve(answer);
  };
  const step = (name: string) => (id: string) => noted(`${name} ${id}`, done);
  const account = new OpenAccount({
    labelOf: (id) => Promise.resolve(id === 'k1' ? 'Main' : id === 'k2' ? 'Second' : undefined),
    check: step('check'),
    connect: step('connect'),
    disconnect: step('disconnect'),
    open: (id, label) => noted(`open ${id} ${label}`, engine.answer),
    leave: (because) => noted(because, { ok: true }),
    isWatched: () => engine.isWatched,
    positions: () => engine.positions,
    texts: () => textsOf('en'),
    question: (question, otherwise) => {
      asked.push(question.message);
      return Promise.resolve(
        question.choices.find(({ choice }) => choice === engine.choice)?.choice ?? otherwise,
      );
    },
    alert: (alert) => alerts.push(alert),
    changed: () => undefined,
    timers,
    ...parts,
  });
  return { account, alerts, asked, engine, steps, timers };
}

/** Lets promises that wait for nothing be kept. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('opening a real account', () => {
  it('asks the venue about the key, hands it to the engine and has it opened', async () => {
    const { account, steps } = accountWith();
    expect(await account.open('k1')).toEqual(done);
    expect(steps).toEqual(['check k1', 'connect k1', 'open k1 Main']);
    expect([account.isOpen('k1'), account.isOpen('k2')]).toEqual([true, false]);
    expect(await account.open('k1')).toEqual(done);
    expect(steps).toHaveLength(3);
  });

  it.each<[string, Partial<OpenAccountParts>, string, readonly string[]]>([
    ['there is no such account', {}, 'k9', []],
    ['its key was refused', { check: () => Promise.resolve({ outcome: 'refused', detail: 'no' }) }, 'k1', []],
    [
      'its key does not open',
      { connect: () => Promise.resolve({ outcome: 'refused', detail: 'no' }) },
      'k1',
      ['check k1'],
    ],
    [
      'its venue does not answer, and lets go of the key',
      { open: () => Promise.resolve(silent) },
      'k1',
      ['check k1', 'connect k1', 'disconnect k1'],
    ],
  ])('fails when %s', async (_why, parts, id, expected) => {
    const { account, steps } = accountWith(parts);
    expect((await account.open(id)).outcome).not.toBe('done');
    expect([steps, account.isOpen(id)]).toEqual([expected, false]);
  });

  it('is not open when its key was let go of meanwhile', async () => {
    const parts = accountWith({
      open: () => {
        parts.account.letGo('k1');
        return Promise.resolve(opened);
      },
    });
    expect(await parts.account.open('k1')).toEqual({ outcome: 'failed', detail: 'its key was let go of' });
    expect([parts.account.isOpen('k1'), parts.steps.at(-1), parts.alerts]).toEqual([
      false,
      'disconnect k1',
      [],
    ]);
    await parts.account.engineUp();
    expect(parts.steps).toHaveLength(3);
  });

  it('opens one at a time, and none beside the one that is open', async () => {
    const { account } = accountWith();
    const [first, second] = await Promise.all([account.open('k1'), account.open('k2')]);
    expect([first.outcome, second]).toEqual([
      'done',
      { outcome: 'refused', detail: 'another account is being opened' },
    ]);
    expect(await account.open('k2')).toEqual({ outcome: 'refused', detail: 'Main is open; leave it first' });
  });
});

describe('an account that could not be compared with its venue yet', () => {
  it('stays open and is watched, and says why it is not more than that', async () => {
    const { account, alerts, engine, steps, timers } = accountWith();
    Object.assign(engine, { answer: silent, isWatched: true });
    expect(await account.open('k1')).toEqual({ outcome: 'failed', detail: 'OKX does not answer' });
    expect([account.isOpen('k1'), steps.includes('disconnect k1')]).toEqual([true, false]);
    await account.engineUp();
    expect([alerts, timers.running]).toEqual([[], 0]);
  });
});

describe('leaving a real account', () => {
  it('goes back to paper and lets go of the key', async () => {
    const { account, asked, steps } = accountWith();
    await account.open('k1');
    steps.length = 0;
    expect(await account.leave()).toEqual(done);
    expect([steps, asked, account.isOpen('k1')]).toEqual([['left by hand', 'disconnect k1'], [], false]);
    expect((await account.leave()).outcome).toBe('refused');
  });

  it('asks first while positions are open, because nobody watches them afterwards', async () => {
    const { account, asked, engine, steps } = accountWith();
    await account.open('k1');
    engine.positions = 2;
    expect(await account.leave()).toEqual({ outcome: 'canceled', detail: '' });
    expect([asked, account.isOpen('k1')]).toEqual([['Leave Main while it holds 2 positions?'], true]);
    engine.choice = 'leave';
    expect(await account.leave()).toEqual(done);
    expect(steps.at(-1)).toBe('disconnect k1');
  });

  it('stays open when the engine does not answer', async () => {
    const { account } = accountWith({ leave: () => Promise.resolve({ ok: false, detail: 'away' }) });
    await account.open('k1');
    expect(await account.leave()).toEqual({ outcome: 'failed', detail: 'away' });
    expect(account.isOpen('k1')).toBe(true);
  });

  it('is told of a key that was let go of, and only of its own', async () => {
    const { account, alerts } = accountWith();
    await account.open('k1');
    account.letGo('k2');
    expect(account.isOpen('k1')).toBe(true);
    account.letGo('k1');
    expect([account.isOpen('k1'), alerts.map(({ text }) => text)]).toEqual([
      false,
      ['Main is not open any more: its key was let go of.'],
    ]);
  });
});

describe('an engine that is started anew', () => {
  it('R-LV-01: opens the account again, protect-only, and never arms it', async () => {
    const { account, steps } = accountWith();
    await account.open('k1');
    steps.length = 0;
    await account.engineUp();
    expect(steps).toEqual(['open k1 Main']);
  });

  it('gets no key back that was locked while it was tried again', async () => {
    const parts = accountWith({
      connect: (id) => {
        if (parts.alerts.length > 0) parts.account.letGo(id);
        return Promise.resolve(done);
      },
    });
    await parts.account.open('k1');
    parts.engine.answer = silent;
    await parts.account.engineUp();
    parts.steps.length = 0;
    parts.timers.pass(2000);
    await settled();
    expect([parts.steps, parts.timers.running]).toEqual([['disconnect k1'], 0]);
  });

  it('is asked for nothing when no account was open, or when it was left', async () => {
    const { account, steps } = accountWith();
    await account.engineUp();
    await account.open('k1');
    await account.leave();
    steps.length = 0;
    await account.engineUp();
    expect(steps).toEqual([]);
  });

  it('is asked again and again until the venue answers, and the person is told once', async () => {
    const { account, alerts, engine, steps, timers } = accountWith();
    await account.open('k1');
    engine.answer = silent;
    await account.engineUp();
    for (const wait of [2000, 5000, 15_000, 30_000, 30_000]) {
      steps.length = 0;
      timers.pass(wait - 1);
      await settled();
      expect(steps).toEqual([]);
      timers.pass(1);
      await settled();
      expect(steps).toEqual(['connect k1', 'open k1 Main']);
    }
    expect(alerts.map(({ text }) => text)).toEqual([
      'Main is not watched at the moment: OKX does not answer.',
    ]);
    engine.answer = opened;
    timers.pass(30_000);
    await settled();
    expect(timers.running).toBe(0);
    engine.answer = silent;
    await account.engineUp();
    expect(alerts).toHaveLength(2);
    account.letGo('k1');
    expect(timers.running).toBe(0);
  });
});
