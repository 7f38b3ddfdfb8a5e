import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import { Component, type ReactNode } from "react";

/** A page that fails takes nothing else with it: the navigation stays, and it can be tried again. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const again = <Button color="inherit" size="small" onClick={() => { location.reload(); }}>Load again</Button>;
    return <Alert severity="error" action={again}>This page could not be shown. The others still can.</Alert>;
  }
}
