import { Component, type ReactNode } from "react";
import { ProblemPanel } from "./problem-panel";

interface PanelBoundaryProps {
  /** What stands here: "This camera", "The clip". */
  name: string;
  children: ReactNode;
}

/** Keeps a fault inside one panel: a broken tile never blanks the wall. */
export class PanelBoundary extends Component<PanelBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <ProblemPanel
        error={this.state.error}
        summary={`${this.props.name} cannot be shown.`}
        onRetry={() => this.setState({ error: null })}
      />
    );
  }
}
