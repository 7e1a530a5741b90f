import { existsSync, mkdtempSync, rmSync } from 'node:fs';
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

function killSwitch(flagPath: string) {
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
    expect(after.engine.asked).toMatchObject([{ state: 'halted' }]);
    expect(existsSync(flag)).toBe(false);
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
