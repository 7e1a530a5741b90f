/** Where a connection would go. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  /** TLS with the certificate checked for this very host. */
  readonly isEncrypted: boolean;
}

export interface EgressTable {
  /** Hosts that may be talked to encrypted; on port 443 unless another is named with them. */
  readonly hosts: readonly string[];
  /** This machine may be talked to in the clear: in test builds only. */
  readonly allowsLoopback: boolean;
}

/** Names on this machine by which programs of ours find each other: the lock of the archive. */
const OWN_NAME = /(?:^|[\\/])edgewright-archive-[0-9a-f]{24}(?:\.sock)?$/;

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);
const USUAL_PORT = 443;

/** Which connections a process may open: what the table names and what a person asked for by name. */
export class EgressRules {
  readonly #allowed: Destination[];
  readonly #allowsLoopback: boolean;

  constructor({ allowsLoopback, hosts }: EgressTable) {
    this.#allowsLoopback = allowsLoopback;
    this.#allowed = hosts.map((named) => {
      const [host = '', port] = named.split(':');
      return { host, port: port === undefined ? USUAL_PORT : Number(port), isEncrypted: true };
    });
  }

  /** Allows one more destination until the function that comes back is called. */
  admit(destination: Destination): () => void {
    this.#allowed.push(destination);
    return () => {
      const at = this.#allowed.indexOf(destination);
      if (at >= 0) this.#allowed.splice(at, 1);
    };
  }

  mayConnect({ host, isEncrypted, port }: Destination): boolean {
    const name = nameOf(host);
    if (this.#allowsLoopback && LOOPBACK.has(name)) return true;
    return this.#allowed.some(
      (allowed) => allowed.host === name && allowed.port === port && (isEncrypted || !allowed.isEncrypted),
    );
  }

  /** Whether a pipe of that name is one of ours. No byte of it leaves the machine. */
  mayUseName(name: string): boolean {
    // On Linux a name that is no file begins with a zero.
    return OWN_NAME.test(name.startsWith('\0') ? name.slice(1) : name);
  }

  mayLookUp(host: string): boolean {
    const name = nameOf(host);
    if (this.#allowsLoopback && LOOPBACK.has(name)) return true;
    return this.#allowed.some((allowed) => allowed.host === name);
  }
}

const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
