import type { FeedMessage } from '../contract/feed.ts';
import type { EngineSettings, FromEngine, ToEngine } from '../contract/host-control.ts';
import type { ProbeKey } from '../domain/venue/key-permissions.ts';
import type { EgressAlarm } from '../guard/egress/egress-alarms.ts';
import type { EgressGuard } from '../guard/egress/install-egress-guard.ts';
import { Redactor } from '../guard/redaction/redactor.ts';
import { Random } from '../numerics/random.ts';
import { Archiving } from './archiving/archiving.ts';
import { systemClock } from './clock.ts';
import { EngineProcess, type HostMessage } from './engine-process.ts';
import { Fitting } from './fitting/fitting.ts';
import type { ConnectAccount, ConnectOptions } from './live/connect-account.ts';
import { rehearseOrders } from './live/rehearsal/rehearse-orders.ts';
import { redactMessage } from './vault/redact-message.ts';
import { redactOutput } from './vault/redact-output.ts';
import { serveVault, type VaultPort } from './vault/serve-vault.ts';

/** A message port as a utility process gets it. Named here, because the engine knows no Electron. */
interface Port extends VaultPort {
  postMessage(message: unknown): void;
}

/** The line to the host, as a utility process has it. */
export interface HostLine {
  postMessage(message: FromEngine): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void,
  ): void;
}

/**
 * Wires the host's line to the engine and decides nothing. Whatever is not handled ends the process; the host
 * starts a new one, which recovers. Every text that leaves the process is redacted on its way out.
 */
export function runEngine(host: HostLine, egress: EgressGuard): void {
  const redactor = new Redactor();
  redactOutput(process, redactor);
  new EngineOnLine(host, redactor, egress).start();
}

/** Asks venues about keys; what talks to them is loaded with the first key. */
const keyProbe =
  ({ market }: EngineSettings): ProbeKey =>
  async (key) => {
    const { createKeyProbe } = await import('../venues/live/open-with-key.ts');
    return createKeyProbe(venueOptions(market))(key);
  };

/** Connects real accounts; what talks to their venues is loaded with the first. */
const accountConnection =
  ({ market }: EngineSettings): ConnectAccount =>
  async (key, symbols) => {
    const { accountConnector } = await import('./live/connect-account.ts');
    return accountConnector(venueOptions(market))(key, symbols);
  };

/** Only the waits between dials are drawn, so that many workstations do not dial at once. */
function venueOptions(market: EngineSettings['market']): ConnectOptions {
  const waits = new Random(systemClock.now());
  const { restUrl, wsUrl } = market.source === 'live-data' ? market : {};
  const loopback = restUrl === undefined || wsUrl === undefined ? {} : { loopback: { restUrl, wsUrl } };
  return { clock: systemClock, random: () => waits.uniform(), ...loopback };
}

class EngineOnLine {
  readonly #host: HostLine;
  readonly #redactor: Redactor;
  readonly #egress: EgressGuard;
  readonly #feeds = new Map<number, Port>();
  /** Messages wait for it in the order they came. */
  #opening: Promise<EngineProcess> | undefined;

  constructor(host: HostLine, redactor: Redactor, egress: EgressGuard) {
    this.#host = host;
    this.#redactor = redactor;
    this.#egress = egress;
  }

  start(): void {
    this.#host.on('message', (event) => {
      const message = event.data as ToEngine;
      const [port] = event.ports;
      if (message.type === 'configure') this.#open(message.settings);
      else if (message.type === 'vault') this.#takeVault(port);
      else if (message.type === 'connect-feed') void this.#connect(message.windowId, port);
      else void this.#hear(message);
    });
    this.#egress.onAlarm((alarm) => void this.#raise(alarm));
    this.#tell({ type: 'ready', pid: process.pid });
  }

  #tell(message: FromEngine): void {
    this.#host.postMessage(redactMessage(this.#redactor, message));
  }

  #open(settings: EngineSettings): void {
    this.#opening = EngineProcess.open({
      settings,
      clock: systemClock,
      tell: (message) => this.#tell(message),
      exit: (code) => process.exit(code),
      redactor: this.#redactor,
      egress: this.#egress,
      probeKey: keyProbe(settings),
      connectAccount: accountConnection(settings),
      rehearse: () => rehearseOrders(systemClock),
      fitting: new Fitting({ monotonicMs: systemClock.monotonicMs }),
      startArchiving: (options) => new Archiving(options),
    });
  }

  async #hear(message: HostMessage): Promise<void> {
    // The host must not take a slow venue for a hanging engine.
    if (message.type === 'ping') this.#tell({ type: 'pong', at: message.at });
    const engine = await this.#opening;
    await engine?.hear(message);
  }

  #takeVault(port: Port | undefined): void {
    if (port) serveVault(port, this.#redactor, async () => (await this.#opening)?.keys);
  }

  /** Somebody in here tried to reach out: nothing new may leave until a person has looked. */
  async #raise({ target, way }: EgressAlarm): Promise<void> {
    this.#tell({
      type: 'alert',
      level: 'error',
      text: `Something in the engine tried to reach ${target} by ${way} and was refused.`,
      kept: 'Nothing was sent. Trading is frozen; stops at their venue stand.',
      todo: 'Look at the log. Release trading only when you know what it was.',
    });
    (await this.#opening)?.freeze(`refused ${way} to ${target}`);
  }

  async #connect(windowId: number, port: Port | undefined): Promise<void> {
    const engine = await this.#opening;
    if (!port || !engine) return;
    this.#feeds.set(windowId, port);
    engine.connectFeed(windowId, { postMessage: (message: FeedMessage) => port.postMessage(message) });
    const disconnect = () => {
      // A window with a new feed closes its old one, which may be heard after the new one was connected.
      if (this.#feeds.get(windowId) !== port) return;
      this.#feeds.delete(windowId);
      engine.disconnectFeed(windowId);
    };
    port.on('close', disconnect);
    // The feed is one-way: a page that writes to it is not ours any more.
    port.on('message', () => {
      this.#tell({
        type: 'alert',
        level: 'warning',
        text: `window ${windowId} wrote to its feed, which only reads`,
        kept: 'Nothing was changed.',
        todo: 'Reload the window.',
      });
      disconnect();
      port.close();
    });
    port.start();
  }
}
