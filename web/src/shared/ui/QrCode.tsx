import Box from "@mui/material/Box";
import { useTheme } from "@mui/material/styles";
import { useMemo } from "react";
import { qrSquares } from "./qr";

/** A QR code, drawn here and sent nowhere; dark on white in every theme, as cameras want it. */
export function QrCode({ text, label, size = 184 }: { readonly text: string; readonly label: string; readonly size?: number }) {
  const { palette } = useTheme();
  const { side, path } = useMemo(() => qrSquares(text), [text]);
  return (
    <Box component="svg" role="img" aria-label={label} data-testid="qr" viewBox={`0 0 ${String(side)} ${String(side)}`} shapeRendering="crispEdges" sx={{ width: size, height: size, borderRadius: 1, display: "block" }}>
      <rect width={side} height={side} fill={palette.common.white} />
      <path d={path} fill={palette.common.black} />
    </Box>
  );
}
