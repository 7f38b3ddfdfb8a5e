import { ApolloProvider } from "@apollo/client/react";
import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import useMediaQuery from "@mui/material/useMediaQuery";
import { useMemo, useState } from "react";
import { SessionWatch, SignInGate } from "../features/signin/SignInGate";
import { FeedProvider } from "../shared/feed/FeedContext";
import { makeClient } from "../shared/graphql/client";
import { useSettings } from "../shared/settings/settings";
import { AppShell } from "./AppShell";
import { makeTheme } from "./theme";

export function App() {
  const { scheme } = useSettings();
  const prefersDark = useMediaQuery("(prefers-color-scheme: dark)", { noSsr: true });
  const effective = scheme === "system" ? (prefersDark ? "dark" : "light") : scheme;
  const theme = useMemo(() => makeTheme(effective), [effective]);
  const [client] = useState(makeClient);
  return (
    <ApolloProvider client={client}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        <SignInGate>
          <FeedProvider>
            <SessionWatch />
            <AppShell />
          </FeedProvider>
        </SignInGate>
      </ThemeProvider>
    </ApolloProvider>
  );
}
