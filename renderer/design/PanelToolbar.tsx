import type { ReactNode } from 'react';

/** The slim strip on top of a panel: what it shows on the left, what can be done on the right. */
export function PanelToolbar({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <div className="panel-toolbar" role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}
