import { createTheme, type Theme } from "@mui/material/styles";

/** Every colour, size and type decision of the page. Gain and loss are a pair that colour-blind readers can tell apart; sign and arrow say the same. */
export const tokens = {
  light: { page: "#f6f7f9", surface: "#ffffff", line: "#dfe3e8", ink: "#14202b", quiet: "#51606f", accent: "#0f5c9c", gain: "#00695c", loss: "#b3400b", flash: "rgba(15,92,156,.14)", warn: "#8a5a00", none: "#f3f4f6" },
  dark: { page: "#0d1319", surface: "#141c24", line: "#27323d", ink: "#e6ecf2", quiet: "#9fb0c0", accent: "#6cb6ff", gain: "#4fd1b5", loss: "#ff9d66", flash: "rgba(108,182,255,.20)", warn: "#f0b849", none: "#1f2a34" },
  series: ["#2f6fb0", "#e08e2b", "#3f9c8c", "#8b63b8", "#c2527a", "#6d8f3a", "#4aa3c7", "#a8743b", "#7282b8", "#9aa5b1"],
  /** The ends of a scale with nothing in its middle. */
  heat: ["#2f6fb0", "#c9571c"],
  radius: 10,
  font: '"Inter Variable", "Inter", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
} as const;

export type Scheme = "light" | "dark";

declare module "@mui/material/styles" {
  interface Palette {
    gain: string;
    loss: string;
    flash: string;
    warn: string;
    series: readonly string[];
    heat: readonly string[];
  }
  interface PaletteOptions {
    gain?: string;
    loss?: string;
    flash?: string;
    warn?: string;
    series?: readonly string[];
    heat?: readonly string[];
  }
}

export function makeTheme(scheme: Scheme): Theme {
  const t = tokens[scheme];
  return createTheme({
    palette: {
      mode: scheme,
      primary: { main: t.accent },
      background: { default: t.page, paper: t.surface },
      text: { primary: t.ink, secondary: t.quiet },
      divider: t.line,
      action: { active: t.quiet },
      gain: t.gain,
      loss: t.loss,
      flash: t.flash,
      warn: t.warn,
      series: tokens.series,
      heat: [tokens.heat[0], t.none, tokens.heat[1]],
    },
    shape: { borderRadius: tokens.radius },
    typography: {
      fontFamily: tokens.font,
      fontSize: 13,
      h1: { fontSize: "2.25rem", fontWeight: 600, letterSpacing: "-0.02em", lineHeight: 1.15 },
      h2: { fontSize: "0.9375rem", fontWeight: 600 },
      body1: { fontSize: "0.875rem" },
      body2: { fontSize: "0.8125rem" },
      caption: { fontSize: "0.75rem" },
    },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          body: { fontFeatureSettings: '"tnum" 1, "cv11" 1, "ss03" 1', fontVariantNumeric: "tabular-nums" },
          "*:focus-visible": { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
          "@media (prefers-reduced-motion: reduce)": { "*": { animation: "none !important", transition: "none !important" } },
        },
      },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { border: `1px solid ${t.line}`, backgroundImage: "none" } } },
      MuiButton: { styleOverrides: { root: { textTransform: "none" } } },
      MuiButtonBase: { defaultProps: { disableRipple: true } },
    },
  });
}
