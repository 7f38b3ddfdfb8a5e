import Button from "@mui/material/Button";
import { signInApi } from "./api";

/** Ends the session in every window of this browser. */
export function SignOutButton() {
  return (
    <Button size="small" color="inherit" sx={{ color: "text.secondary", textTransform: "none", minWidth: 0 }} onClick={() => { void signInApi.signOut().then(() => { location.assign("/"); }); }}>
      Sign out
    </Button>
  );
}
