import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { hostileUrls } from './hostile-urls.fixture.ts';
import { guardNavigation, mayNavigate } from './navigation-guard.ts';
import { guardNetwork, mayRequest } from './network-guard.ts';
import { PanelWindows } from './panel-windows.ts';
import { guardPermissions, mayUse } from './permissions.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const built = 'app://desk';
const development = 'http://localhost:5173';
const silent = () => {};

describe('the navigation guard (R-SH-05)', () => {
  const guarded = (origin: string) => {
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
    const panels = new PanelWindows({
      deskOrigin: origin,
      devTools: false,
      isDeskPage: () => true,
      isDeskWindow: () => true,
      log: silent,
    });
    guardNavigation(contents as unknown as WebContents, origin, silent, panels);
    return contents;
  };
  const isCancelled = (contents: EventEmitter, way: string, url: string) => {
    const preventDefault = vi.fn();
    contents.emit(way, { url, preventDefault });
    return preventDefault.mock.calls.length === 1;
  };

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'cancels %s to each of 60 hostile addresses',
    (way) => {
      const contents = guarded(built);
      expect(new Set(hostileUrls).size).toBe(60);
      const open = hostileUrls.filter((url) => !isCancelled(contents, way, url));
      measured('R-SH-05', `${way}: ${hostileUrls.length} hostile addresses, ${open.length} reached`);
      expect(open).toEqual([]);
    },
  );

  it('cancels going to our own page too: it never leaves', () => {
    expect(mayNavigate('app://desk/index.html', built)).toBe(false);
  });

  it('lets the development page reload itself and go nowhere else', () => {
    expect(mayNavigate(`${development}/`, development)).toBe(true);
    expect(hostileUrls.filter((url) => mayNavigate(url, development))).toEqual([]);
  });

  it('denies every new window but the empty one for panels', () => {
    const { setWindowOpenHandler } = guarded(built);
    const handler = setWindowOpenHandler.mock.calls[0]?.[0] as (of: object) => { readonly action: string };
    const others = [
      'about:blank',
      'app://desk/',
      'app://desk/index.html',
      'app://desk/panel-window.html?a=1',
      'app://desk/panel-window.html#a',
      'app://desk/assets/../panel-window.html',
    ];
    expect([...hostileUrls, ...others].filter((url) => handler({ url }).action !== 'deny')).toEqual([]);
    expect(handler({ url: 'app://desk/panel-window.html' }).action).toBe('allow');
  });
});

describe('the network guard (R-SH-08)', () => {
  it('lets the built page request its own files and none of 60 hostile addresses', () => {
    expect(mayRequest('app://desk/assets/index.js', built)).toBe(true);
    const reached = hostileUrls.filter((url) => mayRequest(url, built));
    measured('R-SH-08', `${hostileUrls.length} hostile addresses, ${reached.length} reached`);
    expect(reached).toEqual([]);
  });

  it('cancels the request itself', () => {
    const onBeforeRequest = vi.fn();
    guardNetwork({ webRequest: { onBeforeRequest } } as unknown as Session, built, silent);
    const listener = onBeforeRequest.mock.calls[0]?.[0] as (
      details: object,
      answer: (response: object) => void,
    ) => void;
    const answers: object[] = [];
    for (const url of ['https://evil.example/', 'app://desk/index.html'])
      listener({ url, resourceType: 'xhr' }, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel: true }, { cancel: false }]);
  });

  it('lets the development page reach its server and the update socket, nothing further', () => {
    expect(mayRequest(`${development}/main.tsx`, development)).toBe(true);
    expect(mayRequest('ws://localhost:5173/?token=1', development)).toBe(true);
    expect(mayRequest('ws://localhost:9999/', development)).toBe(false);
    expect(mayRequest('https://evil.example/', development)).toBe(false);
  });
});

/** Every permission Electron's own types name, in requests and in checks. */
function permissionNames(): readonly string[] {
  const types = readFileSync(join(import.meta.dirname, '../../node_modules/electron/electron.d.ts'), 'utf8');
  const declarations = types.matchAll(
    /setPermission(?:Request|Check)Handler\(handler: [^;]*?permission: ((?:'[^']+'(?: \| )?)+)/g,
  );
  return [...declarations].flatMap(([, union = '']) =>
    [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name),
  );
}

describe('the permission guard (R-SH-07)', () => {
  const names = permissionNames();

  it('finds the names in the types', () => {
    expect(names.length).toBeGreaterThan(20);
    expect(names).toContain('geolocation');
  });

  it('grants the trusted page clipboard writing and denies it everything else', () => {
    expect([...new Set(names.filter((name) => mayUse(name, true)))]).toEqual(['clipboard-sanitized-write']);
  });

  it('denies everything to anybody else', () => {
    const granted = names.filter((name) => mayUse(name, false));
    const toUs = new Set(names.filter((name) => mayUse(name, true)));
    measured(
      'R-SH-07',
      `${new Set(names).size} permissions, to others ${granted.length}, to our page ${toUs.size}`,
    );
    expect(granted).toEqual([]);
  });

  it('installs a handler for requests, checks, devices, pairing, screens and downloads, all refusing', () => {
    const session = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setDevicePermissionHandler: vi.fn(),
      setBluetoothPairingHandler: vi.fn(),
      setDisplayMediaRequestHandler: vi.fn(),
      setUSBProtectedClassesHandler: vi.fn(),
    });
    guardPermissions(session as unknown as Session, () => true);
    const handler = (mock: { mock: { calls: unknown[][] } }) =>
      mock.mock.calls[0]?.[0] as (...args: unknown[]) => unknown;

    const requested = vi.fn();
    handler(session.setPermissionRequestHandler)(null, 'geolocation', requested);
    expect(requested).toHaveBeenCalledWith(false);
    expect(handler(session.setPermissionCheckHandler)(null, 'geolocation')).toBe(false);
    expect(handler(session.setDevicePermissionHandler)({})).toBe(false);
    const paired = vi.fn();
    handler(session.setBluetoothPairingHandler)({}, paired);
    expect(paired).toHaveBeenCalledWith({ confirmed: false });
    const screen = vi.fn();
    handler(session.setDisplayMediaRequestHandler)({}, screen);
    expect(screen).toHaveBeenCalledWith({});
    for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device', 'will-download']) {
      const preventDefault = vi.fn();
      session.emit(event, { preventDefault }, ...callbacksOf(event));
      expect(preventDefault, event).toHaveBeenCalledOnce();
    }
  });
});

/** A serial port is answered through the fourth argument, the other devices through the third. */
const callbacksOf = (event: string): unknown[] =>
  event === 'select-serial-port' ? [[], {}, vi.fn()] : [{}, vi.fn()];
