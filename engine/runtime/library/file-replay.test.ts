import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { START, startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const BTC = 'sandbox:BTC/USDT:USDT';

const real = (ms: number) =>
  new Promise<void>((resolve) => {
    systemClock.after(ms, resolve);
  });

describe('the replay of a session recording', { timeout: 60_000 }, () => {
  it('knows its times after a moment and goes back to any of them', async () => {
    const folder = folders.newFolder();
    const first = await startEngine(folder);
    await first.pass(60_000);
    await first.engine.hear({ type: 'shutdown' });
    const [name = ''] = readdirSync(join(folder, 'recordings'));
    const second = await startEngine(folders.newFolder());
    const { ask, engine, pass, view } = second;
    const question = { kind: 'open-recording', paths: [join(folder, 'recordings', name)] } as const;
    await engine.hear({ type: 'host-ask', askId: 9000, question });
    await ask('setSpeed', { speed: null });
    await pass(2000);
    const ended = await view();
    expect(ended.session).toMatchObject({ badge: 'REPLAY', ended: true });

    let timeline = null;
    for (let left = 500; left > 0 && timeline === null; left -= 1) {
      const answer = await ask('replayTimeline', {});
      timeline = answer.ok ? answer.reply.timeline : null;
      await real(10);
    }
    // The sandbox made three minutes of history before it began.
    expect(timeline).toMatchObject({ gaps: [] });
    expect(timeline?.toMs).toBe(ended.session.timeMs);
    expect(timeline?.fromMs).toBeGreaterThanOrEqual(START - 180_000);

    await ask('setSpeed', { speed: 0 });
    const timeMs = START + 20_000;
    expect(await ask('seek', { timeMs })).toEqual({ ok: true, reply: { way: 'back' } });
    await pass(3000);
    const back = await view();
    expect(back.session).toMatchObject({ ended: false, speed: 0 });
    expect(back.session.sessionId).not.toBe(ended.session.sessionId);
    expect(back.session.timeMs).toBeLessThanOrEqual(timeMs);
    expect(back.session.timeMs).toBeGreaterThan(timeMs - 5000);
    expect(back.markets[BTC]?.feed.status).toBe('live');
    const bars = await ask('bars', { instrument: BTC, intervalMs: 60_000, count: 10 });
    expect(bars.ok && bars.reply.bars.length).toBeGreaterThanOrEqual(3);

    // A time beyond the end is the end.
    expect(await ask('seek', { timeMs: START * 2 })).toEqual({ ok: true, reply: { way: 'forward' } });
    await pass(2000);
    expect((await view()).session.timeMs).toBe(ended.session.timeMs);
  });
});
