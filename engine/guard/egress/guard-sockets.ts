import dgram from 'node:dgram';
import net from 'node:net';
import tls from 'node:tls';
import type { EgressAlarms } from './egress-alarms.ts';
import type { EgressRules } from './egress-rules.ts';
import { type Guard, replace } from './replace.ts';

interface ConnectOptions {
  readonly host?: unknown;
  readonly port?: unknown;
  readonly path?: unknown;
  readonly lookup?: unknown;
  readonly rejectUnauthorized?: unknown;
  readonly checkServerIdentity?: unknown;
}

/**
 * Every TCP connection of Node, whoever opens it, ends in `connect` of a socket: http, https, http2, fetch
 * and WebSocket too. A connection counts as encrypted only inside `tls.connect` with its checks untouched,
 * because a TLS socket made by hand checks nothing.
 */
export function guardSockets(rules: EgressRules, alarms: EgressAlarms): void {
  let isInsideTls = false;

  replace(tls, 'connect', (original) => (self, args) => {
    const isWeakened = args.some(
      (arg) => isOptions(arg) && (arg.rejectUnauthorized === false || arg.checkServerIdentity !== undefined),
    );
    if (isWeakened) throw alarms.refuse('TLS without checks', targetOf(args));
    const before = isInsideTls;
    isInsideTls = true;
    try {
      return original.apply(self, args);
    } finally {
      isInsideTls = before;
    }
  });

  replace(net.Socket.prototype, 'connect', (original) => (self, args) => {
    const options = connectOptionsOf(args);
    const target = targetOf(args);
    if (options === undefined) {
      if (rules.mayUseName(nameIn(args))) return original.apply(self, args);
      throw alarms.refuse('pipe', target);
    }
    const isSwitched = typeof options.lookup === 'function';
    const isEncrypted = isInsideTls && self instanceof tls.TLSSocket;
    if (isSwitched || !rules.mayConnect({ ...options, isEncrypted })) throw alarms.refuse('socket', target);
    return original.apply(self, args);
  });

  const refusing =
    (way: string): Guard =>
    () =>
    (_self, args) => {
      throw alarms.refuse(way, targetOf(args));
    };
  replace(net.Server.prototype, 'listen', (original) => (self, args) => {
    if (rules.mayUseName(nameIn(args))) return original.apply(self, args);
    throw alarms.refuse('listening', targetOf(args));
  });
  for (const name of ['bind', 'connect', 'send'] as const)
    replace(dgram.Socket.prototype, name, refusing('datagram'));
  replace(dgram, 'createSocket', refusing('datagram'));
}

const isOptions = (value: unknown): value is ConnectOptions => typeof value === 'object' && value !== null;

interface ParsedOptions {
  readonly host: string;
  readonly port: number;
  readonly lookup: unknown;
}

/** What `connect` was asked for in any of its forms; undefined for a pipe. */
function connectOptionsOf(args: readonly unknown[]): ParsedOptions | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args;
  if (isOptions(first)) {
    if (first.path !== undefined && first.path !== null) return undefined;
    const { host = 'localhost', lookup, port } = first;
    return { host: String(host), port: Number(port), lookup };
  }
  const port = Number(first);
  if (!Number.isInteger(port) || typeof first === 'boolean' || first === '') return undefined;
  return { host: typeof second === 'string' ? second : 'localhost', port, lookup: undefined };
}

/** The name of a pipe; empty where a port was meant. */
function nameIn(args: readonly unknown[]): string {
  const [first] = Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args;
  if (typeof first === 'string') return first;
  return isOptions(first) && typeof first.path === 'string' ? first.path : '';
}

function targetOf(args: readonly unknown[]): string {
  const options = connectOptionsOf(args);
  return options === undefined ? 'a local name' : `${options.host.slice(0, 100)}:${options.port}`;
}
