import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { exactStyle, formatDecimal } from "../../shared/decimal/format";
import { useTime } from "../../shared/settings/time";
import { Aligned } from "../../shared/ui/Aligned";
import { kindNames } from "./filter";
import { sides } from "./legs";
import type { TransactionLineOf } from "./types";
import type { Names } from "./useTransactions";

const rowHeight = 36;
const grid = { xs: "36px minmax(0,1fr) minmax(0,1.2fr)", sm: "36px 130px 110px minmax(0,1fr) minmax(0,1fr)", lg: "36px 130px 120px 150px minmax(0,1fr) minmax(0,1fr) 190px minmax(90px, .6fr)" };
const heads = [["time", "Time"], ["kind", "Kind"], ["account", "Account"], ["came", "Came"], ["went", "Went"], ["fee", "Fee"], ["note", "Notes"]] as const;
const wideOnly = { display: { xs: "none", lg: "block" } };
const from = (column: string) => (column === "account" || column === "fee" || column === "note" ? wideOnly : column === "kind" || column === "went" ? { display: { xs: column === "kind" ? "block" : "none", sm: "block" } } : column === "time" ? { display: { xs: "none", sm: "block" } } : {});
const signedStyle = { ...exactStyle, signed: true };
const cell = { px: 1, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" };

interface TableProps {
  readonly rows: readonly TransactionLineOf[];
  readonly names: Names;
  readonly more: boolean;
  readonly onNext: () => void;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

type Leg = TransactionLineOf["legs"][number];

/** One amount with its asset, in a column whose decimal points stand under each other. */
function OneLeg({ leg, name }: { readonly leg: Leg; readonly name: string }) {
  return <><Aligned value={leg.amount} style={signedStyle} places={8} /> <Box component="span" sx={{ display: "inline-block", textAlign: "left", ml: { lg: 0.5 }, minWidth: { xs: "auto", lg: "6ch" } }}>{name}</Box></>;
}

function Legs({ legs, names }: { readonly legs: readonly Leg[]; readonly names: Names }) {
  const text = legs.map((leg) => `${formatDecimal(leg.amount, signedStyle)} ${names.asset(leg.assetId)}`).join(", ");
  const [only] = legs;
  return <span title={text}>{legs.length === 1 && only !== undefined ? <OneLeg leg={only} name={names.asset(only.assetId)} /> : text}</span>;
}

/** Flags that say nothing a person must look at. */
const ordinary = new Set(["taker", "maker"]);

/** What is unusual about a transaction, in words. */
export function remarks(row: TransactionLineOf): readonly string[] {
  return [
    ...(row.edited ? ["edited"] : []),
    ...(row.counts ? [] : [row.status === "COMPLETED" ? "not counted" : row.status === "FAILED" ? "excluded" : row.status.toLowerCase()]),
    ...row.flags.filter((flag) => !ordinary.has(flag)),
    ...(row.version > 1 ? [`version ${String(row.version)}`] : []),
  ];
}

/** Only the rows in sight are in the document; the next page is fetched before its first row comes into sight. */
export function TransactionTable({ rows, names, more, onNext, marked, onMark, onOpen }: TableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const { short } = useTime();
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 10, getItemKey: (index) => rows[index]?.id ?? index });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => { if (more && last > rows.length - 40) onNext(); }, [more, last, rows.length, onNext]);
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : event.key === "PageDown" ? 15 : event.key === "PageUp" ? -15 : 0;
    const row = rows[at];
    if (step !== 0) {
      const next = Math.min(Math.max(0, at + step), rows.length - 1);
      setAt(next);
      virtual.scrollToIndex(next);
    } else if (event.key === "Enter" && row !== undefined) onOpen(row.id);
    else if (event.key === " " && row !== undefined && event.target === scroller.current) onMark(row.id);
    else return;
    event.preventDefault();
  };
  return (
    <Box ref={scroller} tabIndex={0} role="region" aria-label="Transactions, scrollable" onKeyDown={onKey} sx={{ overflowY: "auto", height: { xs: "65vh", md: "calc(100vh - 230px)" }, minHeight: 320, outlineOffset: -2 }}>
      <Box role="table" aria-label="Transactions" aria-rowcount={more ? -1 : rows.length + 1}>
        <Box role="rowgroup" sx={{ position: "sticky", top: 0, zIndex: 1, bgcolor: "background.paper" }}>
          <Box role="row" sx={{ display: "grid", gridTemplateColumns: grid, alignItems: "center", height: rowHeight, px: 1, borderBottom: 1, borderColor: "divider", color: "text.secondary", fontSize: "0.75rem", fontWeight: 500 }}>
            <Box role="columnheader" sx={{ position: "relative" }}><Box component="span" sx={{ position: "absolute", width: 1, height: 1, overflow: "hidden" }}>Marked</Box></Box>
            {heads.map(([id, title]) => (
              <Box key={id} role="columnheader" sx={{ ...cell, ...from(id), textAlign: id === "came" || id === "went" || id === "fee" ? "right" : "left" }}>{title}</Box>
            ))}
          </Box>
        </Box>
        <Box role="rowgroup" sx={{ position: "relative", height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const { came, went, fees } = sides(row.legs);
            const chosen = marked.has(row.id);
            return (
              <Box
                key={row.id} role="row" aria-rowindex={item.index + 2} data-testid="transaction" data-id={row.id} data-current={item.index === at}
                onClick={() => { setAt(item.index); onOpen(row.id); }}
                sx={{ display: "grid", gridTemplateColumns: grid, alignItems: "center", height: rowHeight, px: 1, position: "absolute", left: 0, right: 0, transform: `translateY(${String(item.start)}px)`, fontSize: "0.8125rem", cursor: "pointer", bgcolor: chosen ? "action.selected" : "transparent", color: row.counts ? "text.primary" : "text.secondary", boxShadow: item.index === at ? "inset 2px 0 0 currentColor" : "none", "&:hover": { bgcolor: "action.hover" } }}
              >
                <Box role="cell"><Checkbox size="small" tabIndex={-1} checked={chosen} onClick={(event) => { event.stopPropagation(); }} onChange={() => { onMark(row.id); }} slotProps={{ input: { "aria-label": `Mark ${kindNames[row.kind]} of ${short(row.time)}` } }} sx={{ p: 0.5 }} /></Box>
                <Box role="cell" sx={{ ...cell, ...from("time"), color: "text.secondary" }} title={row.time}>{short(row.time)}</Box>
                <Box role="cell" data-column="kind" sx={{ ...cell, ...from("kind"), fontWeight: 500 }}>{kindNames[row.kind]}</Box>
                <Box role="cell" sx={{ ...cell, ...from("account") }}>{names.account(row.accountId)}</Box>
                <Box role="cell" sx={{ ...cell, textAlign: "right", color: came.length > 0 && row.counts ? "gain" : "inherit" }}>{came.length > 0 ? <Legs legs={came} names={names} /> : <Box component="span" sx={{ display: { xs: "inline", sm: "none" } }}><Legs legs={went.length > 0 ? went : fees} names={names} /></Box>}</Box>
                <Box role="cell" sx={{ ...cell, ...from("went"), textAlign: "right" }}><Legs legs={went} names={names} /></Box>
                <Box role="cell" sx={{ ...cell, ...from("fee"), textAlign: "right", color: "text.secondary" }}><Legs legs={fees} names={names} /></Box>
                <Box role="cell" sx={{ ...cell, ...from("note"), color: "warn" }}>{remarks(row).join(", ")}</Box>
              </Box>
            );
          })}
        </Box>
      </Box>
    </Box>
  );
}
