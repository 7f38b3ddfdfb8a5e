import Box from "@mui/material/Box";
import { useEffect, useState } from "react";
import { toDecimal } from "../../shared/decimal/decimal";
import { exactStyle, formatDecimal } from "../../shared/decimal/format";
import { prove, type ChainEntry, type CoveredLeg, type Verdict } from "./chainProof";

const amount = ({ code, amount: text }: CoveredLeg) => {
  const value = toDecimal(text);
  return `${value === null ? text : formatDecimal(value, { ...exactStyle, signed: true })} ${code}`;
};

/** Whether an entry is what its hash says, computed in this browser. */
export function ChainVerdict({ entry }: { readonly entry: ChainEntry }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  useEffect(() => {
    let gone = false;
    void prove(entry).then((next) => { if (!gone) setVerdict(next); });
    return () => { gone = true; };
  }, [entry]);
  if (verdict === null) return <span>…</span>;
  if (verdict.state === "not computed") return <span>This browser computes no hashes at an address without https.</span>;
  if (verdict.state === "broken") return <Box component="span" data-testid="chain-verdict" sx={{ color: "loss" }}>✕ the entry is not what its hash says: {verdict.why}</Box>;
  const { legs } = verdict.covered;
  return (
    <Box component="span" data-testid="chain-verdict" sx={{ color: "gain" }}>
      ✓ computed here from the entry{legs.length === 0 ? "" : ` (${legs.map(amount).join(", ")})`}, the hash before and that of the raw page
    </Box>
  );
}
