import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import type { Inquiries } from './inquiries.ts';
import type { LiveStreet } from './live-street.ts';
import type { OrderReader } from './order-reader.ts';
import type { OrderRecord } from './order-record.ts';
import type { OrderSender } from './order-sender.ts';
import type { Pending } from './requests.ts';
import { readReplaced } from './stop-moves.ts';

type Refused = Extract<VenueAnswer, { kind: 'refused' }>;

/** The parts that act on answers. */
export interface AnswerParts {
  readonly street: LiveStreet;
  readonly reader: OrderReader;
  readonly sender: OrderSender;
  readonly inquiries: Inquiries;
}

/** What answers to orders, changes and cancels mean. A missing answer is not a "no": the venue is asked then. */
export class Answers {
  readonly #parts: AnswerParts;

  constructor(parts: AnswerParts) {
    this.#parts = parts;
  }

  /** Takes the answer to a request about an order; false when the request is about none. */
  take({ request, sentAt }: Pending, answer: VenueAnswer): boolean {
    if (request.kind !== 'place' && request.kind !== 'cancel' && request.kind !== 'amend') return false;
    const record = this.#parts.street.records.get(request.orderId);
    if (!record) return true;
    if (request.kind === 'place') {
      this.#placed(record, answer);
      readReplaced(this.#parts, request, answer);
    } else if (request.kind === 'cancel') this.#canceled(record, answer);
    else this.#amended(record, answer);
    if (answer.kind === 'done' && answer.order)
      this.#parts.reader.read(answer.order, { askedAt: sentAt, isReadBack: false });
    return true;
  }

  #placed(record: OrderRecord, answer: VenueAnswer): void {
    const { inquiries, street } = this.#parts;
    const { id: orderId, role, status } = record.order;
    const isAwaited = status === 'sending' || status === 'unknown';
    if (answer.kind === 'done') {
      if (answer.venueOrderId !== undefined) street.records.nameAtVenue(record, answer.venueOrderId);
      if (isAwaited) {
        street.apply(record, { kind: 'order-accepted', orderId, acceptedAt: street.now });
        record.inquiry = undefined;
      }
      // A stop counts when the venue's record shows it, not when the venue says yes.
      if (role === 'stop') inquiries.open(record, 0);
    } else if (
      isAwaited &&
      answer.kind === 'refused' &&
      (answer.class === 'not-done' || answer.class === 'limited')
    ) {
      this.#rejected(record, answer);
    } else if (status === 'sending') {
      const because = answer.kind === 'no-answer' ? answer.because : codeOf(answer);
      street.apply(record, { kind: 'order-unknown', orderId, because });
      inquiries.open(record);
    }
  }

  #rejected(record: OrderRecord, answer: Refused): void {
    const { street } = this.#parts;
    const { id: orderId } = record.order;
    const code = answer.reason ?? (answer.class === 'limited' ? 'rate-limited' : 'refused-by-venue');
    record.inquiry = undefined;
    street.apply(record, {
      kind: 'order-rejected',
      orderId,
      code,
      measured: {},
      venueCode: answer.venueCode,
    });
  }

  #canceled(record: OrderRecord, answer: VenueAnswer): void {
    const { inquiries, sender, street } = this.#parts;
    const { id: orderId, status } = record.order;
    if (status !== 'canceling') return;
    if (answer.kind === 'done') {
      const closing = answer.order;
      // Its own words on how the order stands are read by the reader, with the fills it still owes us.
      if (closing && (closing.state === 'filled' || closing.filledLots > record.order.filledLots)) return;
      street.apply(record, {
        kind: 'order-canceled',
        orderId,
        because: record.cancel?.because ?? 'canceled',
      });
      record.inquiry = undefined;
      // What was filled before it was taken back may not be known yet: the venue's record of it is.
      if (!closing && this.#mayHaveFilled(record)) inquiries.open(record, 0);
    } else if (answer.kind === 'refused' && answer.class === 'not-done') {
      sender.cancelRefused(record, answer.venueCode);
    } else {
      inquiries.open(record);
    }
  }

  /** An entry, or a stop whose coins are wanted where somebody else's would be sold in their place. */
  #mayHaveFilled({ order: { instrument, role } }: OrderRecord): boolean {
    const { street } = this.#parts;
    const isAmongOthers = street.isOnlySell(instrument) && (street.external.get(instrument) ?? 0) !== 0;
    return role === 'entry' || (role === 'stop' && isAmongOthers);
  }

  #amended(record: OrderRecord, answer: VenueAnswer): void {
    const { inquiries, street } = this.#parts;
    const { change } = record;
    const { id: orderId, status } = record.order;
    if (status !== 'amending' || !change) {
      record.change = undefined;
      return;
    }
    if (answer.kind === 'done') {
      record.change = undefined;
      record.changedAt = street.now;
      const { lots } = answer.order ?? {};
      const shown = answer.order && change.change.lots !== undefined && lots !== undefined ? { lots } : {};
      street.apply(record, { kind: 'order-amended', orderId, change: { ...change.change, ...shown } });
      // Where a stop stands is what the venue's record shows, not what its yes says.
      if (record.order.role === 'stop') inquiries.open(record, 0);
    } else if (answer.kind === 'refused' && (answer.class === 'not-done' || answer.class === 'limited')) {
      record.change = undefined;
      record.changedAt = street.now;
      const code = answer.reason ?? 'refused-by-venue';
      street.apply(record, { kind: 'amend-rejected', orderId, code, measured: {} });
    } else {
      change.isAnswered = answer.kind === 'refused';
      inquiries.open(record);
    }
  }
}

const codeOf = (answer: VenueAnswer): string =>
  answer.kind === 'refused' ? answer.venueCode : `an answer of another kind: ${answer.kind}`;
