import type { WebSocket } from 'ws';

/** One client's connection, which a test can lose in the ways a real one is lost. */
export class CuttableSocket {
  readonly #socket: WebSocket;
  #isHalfOpen = false;

  constructor(socket: WebSocket, hear: (text: string) => void) {
    this.#socket = socket;
    socket.on('message', (message: Buffer) => hear(message.toString()));
    // A reset shows as an error first; that it closed is all there is to know.
    socket.on('error', () => undefined);
  }

  /** Sends text as it is, while there is somebody to hear it. */
  readonly sendText = (text: string): void => {
    const { readyState, OPEN } = this.#socket;
    if (readyState === OPEN && !this.#isHalfOpen) this.#socket.send(text);
  };

  /** From here on nothing is sent any more, not even an answer to a ping, and nothing closed. */
  halfOpen(): void {
    this.#isHalfOpen = true;
    this.#socket.pong = () => undefined;
  }

  /** Ends the connection without a farewell. */
  reset(): void {
    this.#socket.terminate();
  }

  close(): void {
    this.#socket.close();
  }
}
