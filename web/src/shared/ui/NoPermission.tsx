import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

/** What the viewer may not see, said in its place. */
export function NoPermission() {
  return (
    <Box data-testid="no-permission" sx={{ px: 2, py: 4, textAlign: "center", color: "text.secondary" }}>
      <Typography sx={{ fontWeight: 600, color: "text.primary" }}>Not for your role</Typography>
      <Typography variant="body2">Your role does not include this. Ask an administrator of your organisation.</Typography>
    </Box>
  );
}
