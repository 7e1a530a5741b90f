import { describe, expect, it } from 'vitest';
import type { EngineSettings, FromEngine, ToEngine } from '../../engine/contract/host-control.ts';
import { type ChildEvents, EngineSupervisor } from './engine-supervisor.ts';
import { ManualTimers } from './manual-timers.fixture.ts';
import type { AfterDeath } from './restart-policy.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const settings = { userDataDir: '/home/a' } as EngineSettings;

/** A supervisor over engines that do nothing by themselves; `engines` lists every one that was started. */
function supervised() {
  const timers = new ManualTimers();
  const engines: { events: ChildEvents; said: ToEngine[]; isKilled: boolean; bornMs: number }[] = [];
  const states: string[] = [];
  const heard: FromEngine[] = [];
  const lost: AfterDeath[] = [];
  const deaths: AfterDeath[] = [];
  let ups = 0;
  const supervisor = new EngineSupervisor<string>({
    timers,
    spawn: (events) => {
      const engine = { events, said: [] as ToEngine[], isKilled: false, bornMs: timers.now() };
      engines.push(engine);
      return { post: (message) => engine.said.push(message), kill: () => (engine.isKilled = true) };
    },
    greeting: () => [{ message: { type: 'configure', settings } }],
    status: ({ state }) => states.push(state),
    heard: (message) => heard.push(message),
    up: () => (ups += 1),
    died: (next) => deaths.push(next),
    lost: (next) => lost.push(next),
  });
  const latest = () => engines.at(-1)!;
  const begin = () => latest().events.heard({ type: 'started', badge: 'SANDBOX', sessionId: 's1' });
  const answerPings = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      timers.pass(1000);
      latest().events.heard({ type: 'pong', at: timers.now() });
    }
  };
  supervisor.start();
  return {
    supervisor,
    timers,
    engines,
    states,
    heard,
    lost,
    deaths,
    latest,
    begin,
    answerPings,
    ups: () => ups,
  };
}

describe('the supervisor of the engine', () => {
  it('configures a new engine before it says anything else', () => {
    const { begin, latest, supervisor } = supervised();
    expect(supervisor.post({ type: 'ping', at: 0 })).toBe(false);
    begin();
    supervisor.post({ type: 'disconnect-feed', windowId: 1 });
    expect(latest().said.map(({ type }) => type)).toEqual(['configure', 'disconnect-feed']);
  });

  it('is up once the engine runs its session, and attaches feeds once, not at every further session', () => {
    const { begin, states, ups } = supervised();
    begin();
    begin();
    expect(states).toEqual(['starting', 'up']);
    expect(ups()).toBe(1);
  });

  it('asks for a sign of life every second, also while the session is being made', () => {
    const { begin, latest, timers } = supervised();
    timers.pass(3000);
    begin();
    timers.pass(2000);
    expect(latest().said.filter(({ type }) => type === 'ping')).toHaveLength(5);
  });

  it('says reconnecting after 5 s of silence and up again at the next word (R-LC-04)', () => {
    const { begin, latest, states, timers } = supervised();
    begin();
    timers.pass(5000);
    expect(states.at(-1)).toBe('up');
    timers.pass(1000);
    expect(states.at(-1)).toBe('reconnecting');
    latest().events.heard({ type: 'pong', at: 0 });
    expect(states.at(-1)).toBe('up');
  });

  it('kills an engine after 15 s of silence and starts another (R-LC-04)', () => {
    const { begin, engines, supervisor, timers } = supervised();
    begin();
    timers.pass(15_000);
    expect(engines[0]?.isKilled).toBe(false);
    timers.pass(1000);
    expect(engines[0]?.isKilled).toBe(true);
    timers.pass(250);
    expect(engines).toHaveLength(2);
    expect(supervisor.status).toMatchObject({
      state: 'reconnecting',
      restarts: 1,
      lastExit: 'no answer for too long',
    });
  });

  it('kills each of 20 hanging engines when they are far enough apart (R-LC-04)', () => {
    const { answerPings, begin, engines, timers } = supervised();
    for (let hang = 0; hang < 20; hang += 1) {
      begin();
      answerPings(60_000);
      timers.pass(16_250);
    }
    const killed = engines.filter(({ isKilled }) => isKilled);
    measured('R-LC-04', `${engines.length - 1} hanging engines replaced, ${killed.length} of them killed`);
    expect(engines).toHaveLength(21);
    expect(killed).toHaveLength(20);
  });

  it('sees a death at once and restarts within 3 s, 100 times (R-LC-02)', () => {
    const { answerPings, begin, engines, latest, states, timers } = supervised();
    const waits: number[] = [];
    for (let death = 0; death < 100; death += 1) {
      begin();
      answerPings(61_000);
      const diedMs = timers.now();
      latest().events.exited('exit code 9');
      expect(states.at(-1)).toBe('reconnecting');
      timers.pass(3000);
      waits.push(latest().bornMs - diedMs);
      expect(waits.at(-1)).toBeLessThanOrEqual(3000);
    }
    measured('R-LC-02', `${waits.length} deaths, the next engine after at most ${Math.max(...waits)} ms`);
    expect(engines).toHaveLength(101);
  });

  it('waits 250 ms, then 500 ms, and stays down at the third death within a minute (R-LC-02)', () => {
    const { begin, engines, latest, lost, states, timers } = supervised();
    for (let death = 0; death < 3; death += 1) {
      begin();
      latest().events.exited('exit code 9');
      timers.pass(5000);
    }
    expect(lost).toEqual([
      { kind: 'restart', delayMs: 250 },
      { kind: 'restart', delayMs: 500 },
      { kind: 'stay-down' },
    ]);
    timers.pass(600_000);
    expect(engines).toHaveLength(3);
    expect(states.at(-1)).toBe('down');
    expect(timers.running).toBe(0);
  });

  it('starts again when the person says so', () => {
    const { begin, engines, latest, supervisor, timers } = supervised();
    for (let death = 0; death < 3; death += 1) {
      latest().events.exited('exit code 1');
      timers.pass(5000);
    }
    supervisor.start();
    begin();
    expect(engines).toHaveLength(4);
    expect(supervisor.status.state).toBe('up');
    supervisor.start();
    expect(engines).toHaveLength(4);
  });

  it('gives up an engine that answers but never gets its session ready', () => {
    const { answerPings, engines, supervisor } = supervised();
    answerPings(60_000);
    expect(engines[0]?.isKilled).toBe(true);
    expect(supervisor.status.lastExit).toBe('no session after 60 seconds');
  });

  it('ignores late words of an engine it has given up', () => {
    const { begin, engines, heard, supervisor, timers } = supervised();
    begin();
    timers.pass(16_250);
    engines[0]?.events.heard({ type: 'started', badge: 'SANDBOX', sessionId: 'old' });
    engines[0]?.events.exited('exit code 9');
    expect(supervisor.status).toMatchObject({ state: 'reconnecting', restarts: 1 });
    expect(heard).toHaveLength(1);
  });

  it('lets the engine finish and resolves when it is gone', async () => {
    const { begin, latest, lost, supervisor, timers } = supervised();
    begin();
    const gone = supervisor.shutdown();
    expect(latest().said.at(-1)).toEqual({ type: 'shutdown' });
    latest().events.exited('exit code 0');
    await gone;
    timers.pass(60_000);
    expect([latest().isKilled, lost.length, timers.running]).toEqual([false, 0, 0]);
  });

  it('kills an engine that does not finish within 5 s', async () => {
    const { begin, latest, supervisor, timers } = supervised();
    begin();
    const gone = supervisor.shutdown();
    timers.pass(4999);
    expect(latest().isKilled).toBe(false);
    timers.pass(1);
    expect(latest().isKilled).toBe(true);
    latest().events.exited('exit code 9');
    await gone;
  });

  it('is gone at once when no engine runs, and starts none afterwards', async () => {
    const { engines, latest, supervisor, timers } = supervised();
    latest().events.exited('exit code 9');
    await supervisor.shutdown();
    timers.pass(10_000);
    supervisor.start();
    expect(engines).toHaveLength(1);
  });
});
