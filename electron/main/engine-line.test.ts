import { describe, expect, it } from 'vitest';
import type { ToEngine } from '../../engine/contract/host-control.ts';
import { EngineLine } from './engine-line.ts';
import { ManualTimers } from './manual-timers.fixture.ts';

function line(isUp = true) {
  const timers = new ManualTimers();
  const sent: ToEngine[] = [];
  const engineLine = new EngineLine(timers, (message) => {
    if (isUp) sent.push(message);
    return isUp;
  });
  return { engineLine, sent, timers };
}
const unavailable = { ok: false, failure: { code: 'engine-unavailable' } };

describe('the line to the engine', () => {
  it('pairs answers with questions by number, in any order', async () => {
    const { engineLine, sent, timers } = line();
    const first = engineLine.command(1, 'bars', {});
    const second = engineLine.question({ kind: 'flatten', because: 'test' });
    expect(sent).toMatchObject([
      { type: 'ask', askId: 1, windowId: 1 },
      { type: 'host-ask', askId: 2 },
    ]);
    engineLine.answered(2, { ok: true, files: [] });
    engineLine.answered(1, { ok: true, reply: {} });
    expect(await first).toEqual({ ok: true, reply: {} });
    expect(await second).toEqual({ ok: true, files: [] });
    expect(timers.running).toBe(0);
  });

  it('answers at once that nobody is there when no engine runs', async () => {
    const { engineLine } = line(false);
    expect(await engineLine.command(1, 'bars', {})).toMatchObject(unavailable);
    expect(await engineLine.question({ kind: 'flatten', because: 'test' })).toMatchObject({ ok: false });
  });

  it('answers every open question when the engine dies', async () => {
    const { engineLine, timers } = line();
    const open = [engineLine.command(1, 'bars', {}), engineLine.command(1, 'history', {})];
    engineLine.lost();
    expect(await Promise.all(open)).toMatchObject([unavailable, unavailable]);
    expect(timers.running).toBe(0);
  });

  it('ends a command after 30 s, and drops an answer that comes later', async () => {
    const { engineLine, timers } = line();
    const slow = engineLine.command(1, 'bars', {});
    timers.pass(30_000);
    engineLine.answered(1, { ok: true });
    expect(await slow).toMatchObject(unavailable);
  });

  it('gives a report a quarter of an hour', async () => {
    const { engineLine, timers } = line();
    const report = engineLine.question({ kind: 'build-report', formats: ['pdf'], jobId: 'j' });
    timers.pass(15 * 60_000 - 1);
    engineLine.answered(1, { ok: true, files: [] });
    expect(await report).toEqual({ ok: true, files: [] });
  });
});
