import { describe, expect, it } from 'vitest';
import type { FeedMessage, ViewChange } from '../contract/feed.ts';
import type { EngineView } from '../contract/views.ts';
import { Publisher } from './publisher.ts';

const view = {} as EngineView;
const logged = (text: string): ViewChange => ({ kind: 'log', entry: { timeMs: 0, level: 'info', text } });
const tick: ViewChange = { kind: 'positions', positions: [] };

function follow() {
  const publisher = new Publisher();
  const got: FeedMessage[] = [];
  publisher.connect(1, { postMessage: (message) => got.push(message) });
  const frame = () =>
    publisher.frame(
      () => view,
      () => [tick],
    );
  return { publisher, got, frame };
}

describe('publisher', () => {
  it('begins with a snapshot and numbers what follows without a gap', () => {
    const { frame, got } = follow();
    for (let i = 0; i < 3; i += 1) frame();
    expect(got.map(({ number, type }) => [type, number])).toEqual([
      ['snapshot', 1],
      ['changes', 2],
      ['changes', 3],
    ]);
  });

  it('sends what happened once before what is true now', () => {
    const { frame, got, publisher } = follow();
    frame();
    publisher.queue([logged('a'), logged('b')]);
    frame();
    expect(got.at(-1)).toMatchObject({ changes: [logged('a'), logged('b'), tick] });
  });

  it('stops sending to a window that draws nothing, and goes on where it left when it does', () => {
    const { frame, got, publisher } = follow();
    for (let i = 0; i < 200; i += 1) frame();
    expect(got).toHaveLength(60);
    publisher.queue([logged('kept')]);
    publisher.seen(1, 60);
    frame();
    expect(got.at(-1)).toMatchObject({ number: 61, changes: [logged('kept'), tick] });
  });

  it('sends a fresh snapshot instead of an endless backlog', () => {
    const { frame, got, publisher } = follow();
    for (let i = 0; i < 60; i += 1) frame();
    for (let i = 0; i < 6000; i += 1) publisher.queue([logged(`${i}`)]);
    publisher.seen(1, 60);
    frame();
    expect(got.at(-1)).toMatchObject({ type: 'snapshot', number: 61 });
  });

  it('takes no number of a message it has not sent', () => {
    const { frame, got, publisher } = follow();
    publisher.seen(1, 1_000_000);
    for (let i = 0; i < 100; i += 1) frame();
    expect(got).toHaveLength(60);
  });

  it('computes nothing when nobody follows', () => {
    const publisher = new Publisher();
    publisher.frame(
      () => {
        throw new Error('asked for a snapshot');
      },
      () => {
        throw new Error('asked for changes');
      },
    );
    expect(publisher.hasFollowers).toBe(false);
  });
});
