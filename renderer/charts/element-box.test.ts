// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

type Told = (entries: readonly { readonly target: Element }[]) => void;

/** Stands for the browser's observer: tells when the test says so. */
class HeldObserver {
  static tell: Told;
  static readonly observed = new Set<Element>();
  constructor(told: Told) {
    HeldObserver.tell = told;
  }
  observe(element: Element) {
    HeldObserver.observed.add(element);
  }
  unobserve(element: Element) {
    HeldObserver.observed.delete(element);
  }
}

/** An element of a size, which counts how often it is asked for it. */
function sizedElement(width: number, height: number) {
  const asked = { count: 0, width };
  const element = document.createElement('canvas');
  Object.defineProperty(element, 'clientWidth', { get: () => ((asked.count += 1), asked.width) });
  Object.defineProperty(element, 'clientHeight', { get: () => height });
  return { asked, element };
}

describe('the box of an element', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubGlobal('ResizeObserver', HeldObserver);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    HeldObserver.observed.clear();
  });

  it('is read from the element once, however often a watched one is painted', async () => {
    const { boxOf, watchBox } = await import('./element-box.ts');
    const { asked, element } = sizedElement(300, 200);
    watchBox(element, () => undefined);
    for (let picture = 0; picture < 100; picture += 1)
      expect(boxOf(element)).toEqual({ width: 300, height: 200 });
    expect(asked.count).toBe(1);
  });

  it('is the new one when those who watch are told', async () => {
    const { boxOf, watchBox } = await import('./element-box.ts');
    const { asked, element } = sizedElement(300, 200);
    const seen: number[] = [];
    watchBox(element, () => seen.push(boxOf(element).width));
    asked.width = 420;
    HeldObserver.tell([{ target: element }]);
    expect(seen).toEqual([420]);
  });

  it('is watched until the last one who watches has ended', async () => {
    const { watchBox } = await import('./element-box.ts');
    const { element } = sizedElement(300, 200);
    const seen: string[] = [];
    const endFirst = watchBox(element, () => seen.push('first'));
    const endSecond = watchBox(element, () => seen.push('second'));
    endFirst();
    HeldObserver.tell([{ target: element }]);
    expect(seen).toEqual(['second']);
    expect(HeldObserver.observed.has(element)).toBe(true);
    endSecond();
    expect(HeldObserver.observed.has(element)).toBe(false);
  });

  it('is asked from the element itself while nobody watches it', async () => {
    const { boxOf } = await import('./element-box.ts');
    const { asked, element } = sizedElement(300, 200);
    expect(boxOf(element).width).toBe(300);
    asked.width = 310;
    expect(boxOf(element).width).toBe(310);
  });
});
