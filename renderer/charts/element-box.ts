/** The inner size of an element in CSS pixels. */
export interface ElementBox {
  readonly width: number;
  readonly height: number;
}

interface KnownBox {
  box: ElementBox;
  readonly listeners: Set<() => void>;
}

const known = new WeakMap<Element, KnownBox>();
let sizes: ResizeObserver | undefined;

/**
 * The size of a watched element as of the last layout. Asking the element itself would make the browser lay out
 * whatever was written since, in the middle of a picture.
 */
export const boxOf = (element: Element): ElementBox => known.get(element)?.box ?? measured(element);

/** Watches the size of an element; `onResize` is called after every change and once at the start. */
export function watchBox(element: Element, onResize: () => void): () => void {
  sizes ??= new ResizeObserver((entries) => {
    for (const { target } of entries) resized(target);
  });
  const one = known.get(element) ?? { box: measured(element), listeners: new Set() };
  known.set(element, one);
  one.listeners.add(onResize);
  // Observing anew tells the size anew, also to those who were there before; that costs them one picture.
  if (one.listeners.size > 1) sizes.unobserve(element);
  sizes.observe(element);
  return () => {
    one.listeners.delete(onResize);
    if (one.listeners.size > 0) return;
    known.delete(element);
    sizes?.unobserve(element);
  };
}

function resized(element: Element): void {
  const one = known.get(element);
  if (one === undefined) return;
  one.box = measured(element);
  for (const listener of one.listeners) listener();
}

const measured = ({ clientHeight, clientWidth }: Element): ElementBox => ({
  width: clientWidth,
  height: clientHeight,
});
