import type { ReactNode } from 'react';

interface PanelToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Takes a second line in a narrow panel instead of cutting off what does not fit. */
  readonly wraps?: boolean;
}

/** The slim strip on top of a panel: what it shows on the left, what can be done on the right. */
export function PanelToolbar({ children, label, wraps = false }: PanelToolbarProps) {
  return (
    <div className={wraps ? 'panel-toolbar wraps' : 'panel-toolbar'} role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}
