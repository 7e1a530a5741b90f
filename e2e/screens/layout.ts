import { expect, type Page } from '@playwright/test';

/** Where every group of panels stands, in whole pixels, with its tabs and the one in front. */
export async function readLayout(page: Page) {
  const groups = await page.locator('.dv-groupview').evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const tabs = [...element.querySelectorAll('[role=tab]')];
      const isFront = (tab: Element) => tab.getAttribute('aria-selected') === 'true';
      return {
        place: [x, y, width, height].map(Math.round),
        tabs: tabs.map((tab) => tab.textContent ?? ''),
        front: tabs.find(isFront)?.textContent ?? '',
      };
    }),
  );
  return groups.toSorted((a, b) => a.tabs.join().localeCompare(b.tabs.join()));
}

type ReadLayout = Awaited<ReturnType<typeof readLayout>>;

/** The same tabs in the same places; a border may stand two pixels off, because shares are rounded. */
export function expectSameLayout(now: ReadLayout, before: ReadLayout): void {
  expect(now.map(({ tabs, front }) => ({ tabs, front }))).toEqual(
    before.map(({ tabs, front }) => ({ tabs, front })),
  );
  const offsets = now.flatMap(({ place }, at) =>
    place.map((px, side) => Math.abs(px - (before[at]?.place[side] ?? NaN))),
  );
  expect(Math.max(...offsets)).toBeLessThanOrEqual(2);
}
