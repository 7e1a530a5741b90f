import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mayOpen, openLink } from './external-links.ts';
import { hostileUrls } from './hostile-urls.fixture.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const opened = vi.hoisted(() => [] as string[]);
vi.mock('electron', () => ({
  shell: { openExternal: (url: string) => Promise.resolve(void opened.push(url)) },
}));
beforeEach(() => opened.splice(0));

describe('links out of the app (R-SH-06)', () => {
  it('opens the named pages only', async () => {
    await openLink('licence');
    expect(opened).toEqual(['https://opensource.org/license/mit']);
  });

  it('would open none of 60 hostile addresses', () => {
    const opening = hostileUrls.filter(mayOpen);
    measured('R-SH-06', `${hostileUrls.length} hostile addresses, ${opening.length} opened`);
    expect(opening).toEqual([]);
  });

  it.each([
    'http://opensource.org/',
    'https://opensource.org:8443/',
    'https://me@opensource.org/',
    'https://opensource.org.evil.example/',
    'https://evil.example/opensource.org',
    'https://xn--opensurce-55a.org/',
    'https://www.opensource.org/',
  ])('would not open %s', (url) => {
    expect(mayOpen(url)).toBe(false);
  });
});
