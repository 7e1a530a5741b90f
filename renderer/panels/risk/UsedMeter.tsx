interface UsedMeterProps {
  readonly label: string;
  /** Part that is used; 1 and beyond is all of it. */
  readonly used: number;
  readonly text: string;
}

/** How much of a limit is used: a bar that changes its color and its pattern before it is full. */
export function UsedMeter({ label, text, used }: UsedMeterProps) {
  const shown = Math.min(1, Math.max(0, used));
  const level = used >= 1 ? 'reached' : used >= 0.75 ? 'near' : 'free';
  return (
    <span className="used-meter" role="img" aria-label={`${label}: ${text}`} data-level={level} title={text}>
      <span style={{ width: `${Math.round(shown * 100)}%` }} />
    </span>
  );
}
