import type { Answer, RequestOf } from '../../contract/commands.ts';
import { ticksFromDecimal } from '../../domain/instrument/instrument.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Workstation } from '../workstation.ts';
import { failed, noInstrument } from './answers.ts';
import { orderChange } from './manual-order.ts';

/** Changes an order that works, where it stands. */
export function amendOrder(station: Workstation, request: RequestOf<'amendOrder'>): Answer<'amendOrder'> {
  const { orderId } = request;
  const { rooms } = station.session.kernel;
  const order = rooms.venue.order(orderId);
  const instrument = order && rooms.instruments.get(order.instrument);
  if (!instrument) return failed('no-such-order', `there is no open order ${orderId}`);
  if (order.protects !== undefined)
    return failed('invalid-order', 'a protective stop is moved with its position, not by itself');
  if (order.status !== 'working')
    return failed('invalid-order', `only an order that works can be changed, this one is ${order.status}`);
  const made = orderChange(request, instrument);
  return made.ok ? changed(station, { kind: 'amend-order', orderId, change: made.change }) : made;
}

/** Moves the protective stops behind a position. */
export function moveStop(
  station: Workstation,
  { instrument: id, runId, triggerPrice }: RequestOf<'moveStop'>,
): Answer<'moveStop'> {
  const { instruments, ledger } = station.session.kernel.rooms;
  const instrument = instruments.get(id);
  if (!instrument) return noInstrument(id);
  if (ledger.signedLots(runId, id) === 0) return failed('no-such-run', `${runId} holds nothing of ${id}`);
  try {
    const trigger = ticksFromDecimal(instrument, triggerPrice);
    return changed(station, { kind: 'move-stop', runId, instrument: id, trigger });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failed('invalid-order', error.message);
  }
}

/** Has a change made, and answers what risk said to it. */
function changed(station: Workstation, command: KernelCommand): Answer<'amendOrder'> {
  const before = station.model.refusals.at(-1);
  station.command(command);
  const last = station.model.refusals.at(-1);
  if (last === undefined || last === before) return { ok: true, reply: { refusal: null } };
  return { ok: true, reply: { refusal: { code: last.code, measured: last.measured } } };
}
