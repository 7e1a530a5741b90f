// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPaintTurn, tellPageWork } from './paint-turn.ts';

describe('the turns of pictures', () => {
  let callbacks: FrameRequestCallback[] = [];
  let now = 0;
  const nextFrame = () => {
    const due = callbacks;
    callbacks = [];
    const at = (now += 16);
    for (const callback of due) callback(at);
  };
  /** A picture that takes so long, and where it notes that it was painted. */
  const picture = (name: string, ms: number, painted: string[]) => () => {
    now += ms;
    painted.push(name);
  };

  beforeEach(() => {
    callbacks = [];
    now += 1000;
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => callbacks.push(callback));
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('paint once in a frame, however often a picture is asked for', () => {
    const painted: string[] = [];
    const ask = createPaintTurn('next', picture('chart', 1, painted));
    for (let asked = 0; asked < 10; asked += 1) ask();
    nextFrame();
    nextFrame();
    expect(painted).toEqual(['chart']);
  });

  it('leave to the next frame what this one has no room for', () => {
    const painted: string[] = [];
    createPaintTurn('next', picture('heatmap', 5, painted))();
    createPaintTurn('last', picture('delta', 5, painted))();
    nextFrame();
    expect(painted).toEqual(['heatmap']);
    nextFrame();
    expect(painted).toEqual(['heatmap', 'delta']);
  });

  it('paint what people act on in its frame, whatever that has cost', () => {
    const painted: string[] = [];
    createPaintTurn('next', picture('heatmap', 12, painted))();
    createPaintTurn('first', picture('tape', 1, painted))();
    nextFrame();
    expect(painted).toEqual(['heatmap', 'tape']);
  });

  it('paint what was put off before what is asked for later, so that nothing waits for ever', () => {
    const painted: string[] = [];
    const heatmap = createPaintTurn('next', picture('heatmap', 5, painted));
    const delta = createPaintTurn('last', picture('delta', 5, painted));
    for (let frame = 0; frame < 3; frame += 1) {
      heatmap();
      delta();
      nextFrame();
    }
    expect(painted).toEqual(['heatmap', 'delta', 'heatmap']);
  });

  it('leave a frame to the text that was written into the page, but not for ever', () => {
    const painted: string[] = [];
    const heatmap = createPaintTurn('next', picture('heatmap', 1, painted));
    const tape = createPaintTurn('first', picture('tape', 1, painted));
    const seen: string[][] = [];
    for (let frame = 0; frame < 4; frame += 1) {
      painted.length = 0;
      tellPageWork(6);
      heatmap();
      tape();
      nextFrame();
      seen.push([...painted]);
    }
    expect(seen).toEqual([['tape'], ['tape'], ['heatmap', 'tape'], ['tape']]);
  });

  it('take new wishes after a picture that failed', () => {
    const painted: string[] = [];
    let fails = true;
    const ask = createPaintTurn('next', () => {
      if (fails) throw new Error('no context');
      painted.push('chart');
    });
    ask();
    expect(nextFrame).toThrow('no context');
    fails = false;
    ask();
    nextFrame();
    expect(painted).toEqual(['chart']);
  });
});
