import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { Overview } from "./Overview";

export interface PageEntry {
  readonly path: string;
  readonly name: string;
  /** A second key after `g` opens the page. */
  readonly key: string;
  readonly view: ComponentType | LazyExoticComponent<ComponentType>;
}

const named = (load: () => Promise<Record<string, unknown>>, name: string) => lazy(async () => ({ default: (await load())[name] as ComponentType }));

/** Every page, in the order the navigation shows them. Only the overview is in the first bundle. */
export const pages: readonly PageEntry[] = [
  { path: "/", name: "Overview", key: "o", view: Overview },
  { path: "/positions", name: "Positions", key: "p", view: named(() => import("../features/positions/PositionsPage"), "PositionsPage") },
  { path: "/accounts", name: "Accounts", key: "a", view: named(() => import("../features/accounts/AccountsPage"), "AccountsPage") },
  { path: "/transactions", name: "Transactions", key: "t", view: named(() => import("../features/transactions/TransactionsPage"), "TransactionsPage") },
  { path: "/performance", name: "Performance", key: "f", view: named(() => import("../features/performance/PerformancePage"), "PerformancePage") },
  { path: "/risk", name: "Risk", key: "r", view: named(() => import("../features/risk/RiskPage"), "RiskPage") },
  { path: "/tax", name: "Tax", key: "x", view: named(() => import("../features/tax/TaxPage"), "TaxPage") },
  { path: "/problems", name: "Problems", key: "b", view: named(() => import("../features/problems/ProblemsPage"), "ProblemsPage") },
  { path: "/settings", name: "Settings", key: "s", view: named(() => import("../features/settings/SettingsPage"), "SettingsPage") },
];

/** Pages that others lead to. */
const inner: readonly PageEntry[] = [{ path: "/why", name: "Why did it move?", key: "w", view: named(() => import("../features/movement/WhyPage"), "WhyPage") }];

/** The page of a path; addresses from before pages had paths (`?view=risk`) are still understood. */
export function pageOf(path: string, search: string): PageEntry | null {
  const old = new URLSearchParams(search).get("view");
  const wanted = path === "/" && old !== null ? `/${old}` : path === "/" ? "/" : path.replace(/\/+$/, "");
  return [...pages, ...inner].find((page) => page.path === wanted) ?? null;
}
