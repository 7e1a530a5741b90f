/** Something that went over the line to a venue or came back, exactly as text. */
export interface RawFrame {
  /** A REST answer, a socket dialed, a message sent, a message received. */
  readonly kind: 'http' | 'connect' | 'send' | 'recv';
  /** Which of the venue's connections; the same again when the same line is dialed anew. */
  readonly connection: string;
  /** When it was sent or reached us, Unix ms by our clock. */
  readonly time: number;
  /** Address of the socket or of the request. */
  readonly address: string;
  /** Empty for a socket dialed. */
  readonly text: string;
}

/** Takes frames as they come. It must be quick, and must not throw: it is called between socket and kernel. */
export type RawFrameSink = (frame: RawFrame) => void;
