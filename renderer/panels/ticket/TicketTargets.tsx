import { Plus, X } from 'lucide-react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useTexts } from '../../language/texts.ts';
import { NumberInput } from '../../order-changes/NumberInput.tsx';
import {
  MOST_TARGETS,
  type TargetDraft,
  type TargetError,
  targetSizes,
  withoutTarget,
  withTarget,
} from './ticket-targets.ts';

interface TicketTargetsProps {
  readonly instrument: InstrumentView;
  readonly targets: readonly TargetDraft[];
  readonly size: string;
  readonly errors: readonly TargetError[];
  /** Prices that were never typed complain only after the person tried to send. */
  readonly showsEmpty: boolean;
  readonly onChange: (targets: readonly TargetDraft[]) => void;
}

/** Where an entry leaves with a gain: at one price, or in parts at several. */
export function TicketTargets(props: TicketTargetsProps) {
  const { targets, onChange } = props;
  const { changes } = useTexts();
  return (
    <div className="ticket-targets" role="group" aria-label={changes.targets}>
      {targets.map((_target, index) => (
        // Targets have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <TargetRow key={index} {...props} index={index} />
      ))}
      {targets.length < MOST_TARGETS && (
        <button type="button" className="button" onClick={() => onChange(withTarget(targets))}>
          <Plus size={13} aria-hidden /> {changes.addTarget}
        </button>
      )}
    </div>
  );
}

function TargetRow(props: TicketTargetsProps & { readonly index: number }) {
  const { instrument, targets, size, errors, showsEmpty, onChange, index } = props;
  const { changes, ticket } = useTexts();
  const { price = '', share = '' } = targets[index] ?? {};
  const isOnly = targets.length === 1;
  const number = index + 1;
  const put = (part: Partial<TargetDraft>) =>
    onChange(targets.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const error = errors[index];
  const part = targetSizes(targets, size, instrument.lotSize)[index];
  const hint = Number(part) > 0 ? changes.partIs(part ?? '', instrument.base) : undefined;
  return (
    <div className="ticket-target" data-only={isOnly}>
      <NumberInput
        label={isOnly ? ticket.target : changes.targetAt(number)}
        unit={instrument.quote}
        value={price}
        hint={isOnly ? ticket.targetHint : undefined}
        error={price === '' && !showsEmpty ? undefined : error?.price}
        onChange={(typed) => put({ price: typed })}
      />
      {!isOnly && (
        <>
          <NumberInput
            label={changes.shareAt(number)}
            unit="%"
            value={share}
            hint={hint}
            error={error?.share}
            onChange={(typed) => put({ share: typed })}
          />
          <button
            type="button"
            className="row-button"
            aria-label={changes.removeTarget(number)}
            title={changes.removeTarget(number)}
            onClick={() => onChange(withoutTarget(targets, index))}
          >
            <X size={13} aria-hidden />
          </button>
        </>
      )}
    </div>
  );
}
