import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { whenPageStands } from './when-page-stands.ts';

function waiting() {
  const page = new EventEmitter();
  const begin = vi.fn();
  let timer: (() => void) | undefined;
  const stop = vi.fn();
  const after = (_ms: number, callback: () => void) => {
    timer = callback;
    return stop;
  };
  whenPageStands(page, { after }, begin);
  return { page, begin, stop, runOut: () => timer?.() };
}

describe('what waits for the page', () => {
  it.each(['dom-ready', 'did-fail-load', 'render-process-gone', 'destroyed'])('begins at %s', (event) => {
    const { page, stop, begin } = waiting();
    expect(begin).not.toHaveBeenCalled();
    page.emit(event);
    expect(begin).toHaveBeenCalledOnce();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('begins without a page when it takes too long', () => {
    const { runOut, begin } = waiting();
    runOut();
    expect(begin).toHaveBeenCalledOnce();
  });

  it('begins once, whatever comes after', () => {
    const { page, runOut, begin } = waiting();
    page.emit('dom-ready');
    page.emit('render-process-gone');
    runOut();
    expect(begin).toHaveBeenCalledOnce();
  });
});
