import { describe, expect, it } from 'vitest';
import { displayFlags, hasDisplay } from './start.ts';

describe('hasDisplay', () => {
  it('knows X and Wayland on Linux, and takes an empty name for none', () => {
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({}, 'linux')).toBe(false);
  });

  it('is always true on macOS', () => {
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });
});

describe('displayFlags', () => {
  it('leaves the sandbox on for everybody but root', () => {
    expect(displayFlags({ DISPLAY: ':0' }, 1000)).toEqual([]);
    expect(displayFlags({ DISPLAY: ':0' }, 0)).toEqual(['--no-sandbox']);
  });

  it('asks for Wayland where there is no X', () => {
    expect(displayFlags({ WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toEqual(['--ozone-platform-hint=auto']);
  });
});
