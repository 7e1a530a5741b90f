interface SegmentsProps<Value> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly name?: string }[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}

/** A row of choices of which one holds. */
export function Segments<Value extends string | number | null>(props: SegmentsProps<Value>) {
  const { label, options, value, onChange, isDisabled = false } = props;
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={String(option.value)}
          type="button"
          aria-label={option.name}
          aria-pressed={option.value === value}
          disabled={isDisabled}
          onClick={() => onChange(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
