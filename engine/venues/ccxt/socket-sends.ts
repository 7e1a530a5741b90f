import type { CcxtSocket } from './ccxt-exchange.ts';

/**
 * Tells what is sent, and the socket of sends that fail. ccxt waits for its rate limit before it sends a
 * subscription and then listens to nobody: when the socket has closed meanwhile, the failure belongs to no
 * one and would end the process.
 */
export function watchSends(socket: CcxtSocket, onSent: (message: unknown) => void): void {
  const send = socket.send.bind(socket);
  socket.send = (message: unknown) => {
    onSent(message);
    const sent = send(message);
    sent.catch((error: unknown) => socket.onError(error));
    return sent;
  };
}
