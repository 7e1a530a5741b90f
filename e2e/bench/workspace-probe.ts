/**
 * Put into the page: records when frames begin and how long the long tasks were, and listens to what the
 * engine says of itself, on the feed the window itself uses.
 */
export const WORKSPACE_PROBE = `(() => {
  const probe = { frames: [], longTasks: [], health: [] };
  globalThis.workspaceProbe = probe;
  const frame = (now) => { probe.frames.push(now); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) probe.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  addEventListener('message', ({ data, ports }) => {
    if (data?.type !== 'edgewright-feed') return;
    ports[0]?.addEventListener('message', ({ data: message }) => {
      for (const change of message.changes ?? []) if (change.kind === 'health') probe.health.push(change.health);
    });
  });
  return globalThis.edgewright?.ask('requestFeed', {}) ?? true;
})()`;

/** What the probe has recorded since it was read last. */
export const TAKE_PROBE = `(() => {
  const { frames, longTasks, health } = globalThis.workspaceProbe;
  return {
    frames: frames.splice(0, Math.max(0, frames.length - 1)),
    longTasks: longTasks.splice(0),
    health: health.splice(0),
    canvasPx: [...document.querySelectorAll('canvas')].reduce((sum, { width, height }) => sum + width * height, 0),
  };
})()`;

/** One reading of the probe. */
export interface ProbeReading {
  /** Begin of each frame in ms of the page's clock. */
  readonly frames: readonly number[];
  /** Tasks of at least 50 ms, as the page itself sees them. */
  readonly longTasks: readonly number[];
  readonly health: readonly {
    readonly eventsPerSecond: number;
    readonly loopDelayP99Ms: number;
    readonly heapMb: number;
    readonly rssMb: number;
  }[];
  /** Pixels of all canvases on screen together. */
  readonly canvasPx: number;
}
