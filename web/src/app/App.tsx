import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { useMemo } from "react";
import { FeedProvider } from "../shared/feed/FeedContext";
import { AppShell } from "./AppShell";
import { makeTheme } from "./theme";
import { useScheme } from "./useScheme";

export function App() {
  const scheme = useScheme();
  const theme = useMemo(() => makeTheme(scheme.effective), [scheme.effective]);
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline />
      <FeedProvider>
        <AppShell scheme={scheme} />
      </FeedProvider>
    </ThemeProvider>
  );
}
