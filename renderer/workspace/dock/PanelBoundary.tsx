import { Component, type ReactNode } from 'react';
import { askHost } from '../../host-client/host.ts';
import { currentTexts } from '../../language/texts.ts';

interface PanelBoundaryProps {
  readonly children: ReactNode;
}

interface PanelBoundaryState {
  readonly failure: Error | undefined;
}

/** Keeps a panel that breaks from taking the window, and with it the kill switch, along. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { failure: undefined };

  static getDerivedStateFromError(cause: unknown): PanelBoundaryState {
    return { failure: cause instanceof Error ? cause : new Error(String(cause)) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    const texts = currentTexts();
    const details = failure.stack ?? failure.message;
    return (
      <div className="empty-panel" role="alert">
        <p>{texts.dock.panelBroke(failure.message)}</p>
        <p>
          <button type="button" className="button" onClick={() => this.setState({ failure: undefined })}>
            {texts.dock.openAgain}
          </button>{' '}
          <button
            type="button"
            className="button"
            onClick={() => void askHost('copyText', { text: details })}
          >
            {texts.copyDetails}
          </button>
        </p>
      </div>
    );
  }
}
