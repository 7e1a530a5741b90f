import { describe, expect, it } from 'vitest';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import type { VenueClock } from '../venue-clock.ts';
import { type Turn, Turns } from './turns.ts';

/** A clock that stands until somebody lets time pass, and then does one thing after the other. */
class StandingClock implements VenueClock {
  #now = 0;
  #due: { readonly at: number; readonly callback: () => void }[] = [];

  now = (): number => this.#now;
  monotonicMs = (): number => this.#now;

  after(ms: number, callback: () => void): () => void {
    const entry = { at: this.#now + ms, callback };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((each) => each !== entry);
    };
  }

  every = (): (() => void) => {
    throw new Error('nobody asks for it');
  };

  /** Time jumps; what is due by then is called, and not what that asks for. */
  async jump(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#due.filter(({ at }) => at <= this.#now);
    this.#due = this.#due.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
    await settled();
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 1) await this.jump(1);
  }
}

const settled = () => new Promise<void>((resolve) => realClock.after(0, resolve));

/** Three requests that want to leave, and who of them has had its turn. */
async function three() {
  const clock = new StandingClock();
  const turns = new Turns(clock);
  const granted: Turn[] = [];
  for (let count = 0; count < 3; count += 1) void turns.next().then((turn) => granted.push(turn));
  await settled();
  expect(granted).toHaveLength(1);
  return { clock, granted };
}

describe('the turns of requests whose numbers must grow', () => {
  it('pass on with the answer', async () => {
    const { granted } = await three();
    granted[0]?.over();
    await settled();
    expect(granted).toHaveLength(2);
  });

  it('pass on a quarter of a second after the request left, however long it took to leave', async () => {
    const { clock, granted } = await three();
    await clock.pass(600);
    expect(granted).toHaveLength(1);
    granted[0]?.left();
    await clock.pass(249);
    expect(granted).toHaveLength(1);
    await clock.pass(2);
    expect(granted).toHaveLength(2);
  });

  it('are ended by the answer to nobody else', async () => {
    const { clock, granted } = await three();
    granted[0]?.left();
    await clock.pass(251);
    expect(granted).toHaveLength(2);
    granted[0]?.over();
    await settled();
    expect(granted).toHaveLength(2);
    granted[1]?.over();
    await settled();
    expect(granted).toHaveLength(3);
  });

  it('do not wait without end for a request that finds no connection', async () => {
    const { clock, granted } = await three();
    await clock.pass(1001);
    expect(granted).toHaveLength(2);
  });

  it('count no time in which the process stood still and an answer lay waiting', async () => {
    const { clock, granted } = await three();
    granted[0]?.left();
    await clock.jump(2000);
    expect(granted).toHaveLength(1);
    granted[0]?.over();
    await settled();
    expect(granted).toHaveLength(2);
  });
});
