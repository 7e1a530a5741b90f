import type { ReactNode } from 'react';

/** What a panel says when there is nothing to show, and what would put something there. */
export function EmptyPanel({ children }: { readonly children: ReactNode }) {
  return <p className="empty-panel">{children}</p>;
}
