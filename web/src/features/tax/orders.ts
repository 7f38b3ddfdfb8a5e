import type { Entity } from "./TaxPage";

/** A method that holds for some lots or days instead of the usual one. */
export interface StandingOrder {
  readonly method: string;
  /** Empty for every wallet. */
  readonly wallet: string;
  /** Empty for every asset. */
  readonly asset: string;
  /** Empty from the beginning. */
  readonly from: string;
  /** Empty until another one holds. */
  readonly until: string;
}

/** The usual method, the orders that differ from it, and what transfers take first: empty for as sales do. */
export interface MethodPlan {
  readonly usual: string;
  readonly orders: readonly StandingOrder[];
  readonly transfers: string;
}

const ofTransfers = "transfers:";
const every = "*";

/** Methods that keep lots and may follow one another. */
const lotMethods: readonly string[] = ["fifo", "lifo", "hifo", "lofo", "specific", "average", "moving-average"];

/** In which order transfers may take lots. */
export const transferOrders: readonly string[] = ["fifo", "lifo", "hifo", "lofo"];

export function methodsOfOrders(entity: Entity): readonly string[] {
  return entity.methods.filter((one) => lotMethods.includes(one));
}

/** Whether the law lets methods differ by day, wallet and asset. */
export function keepsLots(entity: Entity): boolean {
  return entity.methods.includes("fifo");
}

// Reads fifo,lifo/kraken:1a2b3c4d,hifo@2025-01-01..2025-06-30/*/btc,transfers:fifo: a method, its days, its wallet and its asset.
export function readPlan(text: string): MethodPlan {
  const words = text.split(",");
  const transfers = words.find((word) => word.startsWith(ofTransfers))?.slice(ofTransfers.length) ?? "";
  const [usual = "", ...orders] = words.filter((word) => !word.startsWith(ofTransfers));
  return { usual, orders: orders.map(readOrder), transfers };
}

function readOrder(word: string): StandingOrder {
  const [head = "", wallet = every, asset = every] = word.split("/");
  const [method = "", days = ""] = head.split("@");
  const [from = "", until = ""] = days.split("..");
  return { method, wallet: wallet === every ? "" : wallet, asset: asset === every ? "" : asset, from, until };
}

/** Writes a plan as it is read, the orders by the day they begin. */
export function writePlan({ usual, orders, transfers }: MethodPlan): string {
  const words = [...orders].sort((a, b) => a.from.localeCompare(b.from)).map(writeOrder);
  return [usual, ...words, ...(transfers === "" ? [] : [`${ofTransfers}${transfers}`])].join(",");
}

function writeOrder({ method, wallet, asset, from, until }: StandingOrder): string {
  const days = from === "" ? "" : `@${from}${until === "" ? "" : `..${until}`}`;
  const lots = asset !== "" ? `/${wallet === "" ? every : wallet}/${asset}` : wallet !== "" ? `/${wallet}` : "";
  return `${method}${days}${lots}`;
}
