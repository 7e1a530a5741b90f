import type { ReactNode } from 'react';

interface TopBarItemProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A small label over a value. */
export function TopBarItem({ label, hint, children }: TopBarItemProps) {
  return (
    <div className="top-item" role="group" aria-label={label} title={hint}>
      <span className="label" aria-hidden>
        {label}
      </span>
      <span className="top-value">{children}</span>
    </div>
  );
}
