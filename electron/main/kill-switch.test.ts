import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostQuestion } from '../../engine/contract/host-control.ts';
import type { HostAlert } from '../contract/host-bridge.ts';
import { textsOf } from './dialog-texts/texts-of.ts';
import { KillSwitch } from './kill-switch.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'edgewright-switch-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function killSwitch(flagPath: string, accountId?: string) {
  const engine = { isUp: true, asked: [] as HostQuestion[], flagWhenAsked: [] as boolean[] };
  const alerts: HostAlert[] = [];
  const made = new KillSwitch({
    flagPath,
    question: (question) => {
      engine.asked.push(question);
      engine.flagWhenAsked.push(existsSync(flagPath));
      return Promise.resolve(engine.isUp ? { ok: true, files: [] } : { ok: false, detail: 'away' });
    },
    alert: (alert) => alerts.push(alert),
    accountId: () => accountId,
    texts: () => textsOf('en'),
  });
  return { made, engine, alerts };
}

describe('the kill switch', () => {
  it('writes the wish down before it asks, and removes it when the engine has confirmed', async () => {
    const flag = join(folder, 'freeze.flag');
    const { engine, made } = killSwitch(flag);
    expect(await made.freeze('menu')).toBe(true);
    expect(engine.asked).toEqual([{ kind: 'set-trading-state', state: 'halted', because: 'menu' }]);
    expect(engine.flagWhenAsked).toEqual([true]);
    expect(existsSync(flag)).toBe(false);
  });

  it('keeps the wish of an absent engine, over a restart of the app, until the engine is back', async () => {
    const flag = join(folder, 'freeze.flag');
    const before = killSwitch(flag);
    before.engine.isUp = false;
    expect(await before.made.freeze('menu')).toBe(false);
    expect(before.alerts.map(({ level }) => level)).toEqual(['error']);

    const after = killSwitch(flag);
    await after.made.engineUp();
    expect(after.engine.asked).toEqual([{ kind: 'set-trading-state', state: 'halted', because: 'menu' }]);
    expect(existsSync(flag)).toBe(false);
  });

  it('freezes the real account that its engine cannot open yet, by name and with the reason', async () => {
    const flag = join(folder, 'freeze.flag');
    killSwitch(flag, 'live-main').made.note('it ended twice');
    const after = killSwitch(flag);
    await after.made.engineUp();
    expect(after.engine.asked).toEqual([
      { kind: 'set-trading-state', state: 'halted', because: 'it ended twice', accountId: 'live-main' },
    ]);
    expect(existsSync(flag)).toBe(false);
  });

  it('freezes though nobody can read the wish any more', async () => {
    const flag = join(folder, 'freeze.flag');
    mkdirSync(flag);
    const { engine, made } = killSwitch(flag);
    engine.isUp = false;
    await made.engineUp();
    expect(engine.asked).toMatchObject([{ because: 'frozen while the engine was away' }]);
  });

  it('asks nothing of a new engine when nobody wished to freeze', async () => {
    const { engine, made } = killSwitch(join(folder, 'freeze.flag'));
    await made.engineUp();
    expect(engine.asked).toEqual([]);
  });

  it('freezes although the wish cannot be written down', async () => {
    const { alerts, engine, made } = killSwitch(join(folder, 'missing', 'freeze.flag'));
    expect(await made.freeze('menu')).toBe(true);
    expect(engine.asked).toHaveLength(1);
    expect(alerts.map(({ level }) => level)).toEqual(['warning']);
  });
});
