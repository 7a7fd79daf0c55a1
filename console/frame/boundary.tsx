import { Component, type ReactNode } from 'react';
import { ErrorBar } from '../parts/error-bar.tsx';

/** Shows a fault of the page itself instead of nothing. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly fault: unknown }> {
  override state: { readonly fault: unknown } = { fault: undefined };

  static getDerivedStateFromError(fault: unknown): { readonly fault: unknown } {
    return { fault };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return <ErrorBar error={fault} onTryAgain={() => location.reload()} />;
  }
}
