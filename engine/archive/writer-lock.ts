import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The right to write an archive, held until `release`. */
export interface WriterLock {
  release(): Promise<void>;
}

/**
 * Takes the right to write the archive in `folder`; undefined when somebody has it, in this process or in
 * another. It is an address somebody listens at: the system takes it back from whoever is killed, which a
 * file that names its owner does not.
 */
export async function takeWriterLock(folder: string): Promise<WriterLock | undefined> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24);
  const address = addressOf(`edgewright-archive-${name}`);
  const server = await listenAt(address);
  if (server) return lockOf(server);
  if (!isFile(address) || (await isAnswered(address))) return undefined;
  rmSync(address, { force: true });
  const second = await listenAt(address);
  return second && lockOf(second);
}

function addressOf(name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** Only there can an address outlive its owner. */
const isFile = (address: string): boolean => address.startsWith('/');

const lockOf = (server: Server): WriterLock => ({
  release: () =>
    new Promise((resolve) => {
      server.close(() => resolve());
    }),
});

function listenAt(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => caller.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const caller = connect(address);
    caller.once('connect', () => {
      caller.destroy();
      resolve(true);
    });
    caller.once('error', () => resolve(false));
  });
}
