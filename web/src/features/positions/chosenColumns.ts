import { useCallback, useMemo, useState } from "react";
import { columns, type Column } from "./columns";
import type { SortColumn } from "./position";

const storageKey = "positions.columns";
export type ColumnId = SortColumn | "spark";

/** The stored choice, as far as there are such columns; the asset is always there. */
export function readColumns(stored: string | null, all: readonly ColumnId[]): readonly ColumnId[] {
  if (stored === null) return all;
  const wanted = new Set(stored.split(","));
  const known = all.filter((id) => id === "symbol" || wanted.has(id));
  return known.length > 1 ? known : all;
}

/** Which columns the viewer wants, kept in this browser. */
export function useColumns(): { readonly shown: readonly Column[]; readonly chosen: readonly ColumnId[]; readonly toggle: (id: ColumnId) => void } {
  const all = useMemo(() => columns.map((column) => column.id), []);
  const [chosen, setChosen] = useState(() => readColumns(localStorage.getItem(storageKey), all));
  const toggle = useCallback((id: ColumnId) => {
    setChosen((before) => {
      const after = all.filter((one) => (one === id ? !before.includes(one) : before.includes(one)));
      localStorage.setItem(storageKey, after.join(","));
      return after;
    });
  }, [all]);
  return { shown: useMemo(() => columns.filter((column) => chosen.includes(column.id)), [chosen]), chosen, toggle };
}
