import { describe, expect, it } from 'vitest';
import { placeWindow } from './window-place.ts';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const place = { x: 2000, y: 100, width: 1600, height: 1000, isMaximized: true };

describe('where the window opens', () => {
  it('opens in the middle of the first monitor at the first start', () => {
    expect(placeWindow(undefined, [left, right])).toEqual({
      x: 240,
      y: 70,
      width: 1440,
      height: 900,
      isMaximized: false,
    });
  });

  it('opens on the monitor it was on, as large as it was', () => {
    expect(placeWindow(place, [left, right])).toEqual(place);
  });

  it('comes back to the first monitor when its own is gone', () => {
    expect(placeWindow(place, [left])).toEqual({
      x: 240,
      y: 70,
      width: 1440,
      height: 900,
      isMaximized: false,
    });
  });

  it('fits itself into a monitor that became smaller', () => {
    const small = { x: 0, y: 0, width: 1280, height: 720 };
    expect(placeWindow({ x: 100, y: 50, width: 1900, height: 1000, isMaximized: false }, [small])).toEqual({
      x: 0,
      y: 0,
      width: 1280,
      height: 720,
      isMaximized: false,
    });
  });

  it('never hides its title bar above the screen', () => {
    expect(placeWindow({ ...place, y: -300 }, [left, right])).toMatchObject({ x: 240, y: 70 });
  });

  it('fits a monitor smaller than its usual size', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toMatchObject({
      x: 0,
      y: 0,
      width: 1024,
      height: 700,
    });
  });
});
