import type { KernelRooms } from '../kernel-rooms.ts';
import type { Moment, RiskDoor } from './risk-door.ts';
import { isUnsellable } from './unsellable.ts';

/** How long an exit that did not come about waits before it is asked for again, in ms. */
const AGAIN_AFTER_MS = 250;

/** Closes everything and looks again until it is flat; stops stay until then, and go with their positions. */
export class FlattenDesk {
  #because = '';
  #nextAt = 0;

  /** Why everything is being closed; empty when it is not. */
  get because(): string {
    return this.#because;
  }

  start(because: string): void {
    this.#because = because;
    this.#nextAt = 0;
  }

  /** A person lets positions live. */
  stop(): void {
    this.#because = '';
  }

  act(rooms: KernelRooms, now: Moment, door: RiskDoor): void {
    if (this.#because === '') return;
    const { venue } = rooms;
    const isFlat = isAsFlatAsCanBe(rooms);
    if (isFlat && !venue.openOrders().some(({ role }) => role === 'entry')) {
      this.#because = '';
      return;
    }
    if (isFlat || now.time < this.#nextAt) return;
    this.#nextAt = now.time + AGAIN_AFTER_MS;
    door.closeEverything(this.#because, now);
  }
}

/** Nothing is held but what the venue lets nobody sell. */
const isAsFlatAsCanBe = (rooms: KernelRooms): boolean =>
  rooms.ledger.positions().every(({ instrument: id, signedLots }) => {
    const instrument = rooms.instruments.get(id);
    return instrument !== undefined && isUnsellable(rooms, instrument, Math.abs(signedLots));
  });
