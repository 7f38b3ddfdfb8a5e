import { formatDuration } from "../../shared/decimal/format";

/** `btc` as people write it; what no registry knows keeps the venue's code. */
export function assetName(id: string): string {
  return (id.split(":").at(-1) ?? id).toUpperCase();
}

/** The account behind a wallet of reports, or what the wallet stands for. */
export function walletName(wallet: string, wallets: readonly { readonly wallet: string; readonly name: string }[]): string {
  if (wallet === "") return "All wallets";
  if (wallet === "unresolved") return "Not explained";
  if (wallet === "own:elsewhere") return "Own, elsewhere";
  return wallets.find((one) => one.wallet === wallet)?.name ?? wallet;
}

/** `70,000 kraken btc/usd, 1 h 30 min before`. */
export function priceWords(price: { readonly perUnit: string; readonly source: string; readonly distanceSeconds: number }): string {
  return `${price.perUnit}, ${price.source}, ${formatDuration(price.distanceSeconds)} before`;
}

const jurisdictions: Readonly<Record<string, string>> = { us: "United States", uk: "United Kingdom", de: "Germany", ca: "Canada", au: "Australia", fr: "France", jp: "Japan", none: "No jurisdiction" };

export function jurisdictionName(name: string): string {
  return jurisdictions[name] ?? name;
}

const methods: Readonly<Record<string, string>> = {
  fifo: "First in, first out", lifo: "Last in, first out", hifo: "Highest cost first", lofo: "Lowest cost first", specific: "Named lots", average: "Average cost", s104: "Same day, 30 days, section 104", acb: "Adjusted cost base",
  "total-average": "Total average", "moving-average": "Moving average", "whole-portfolio": "Whole portfolio",
};

/** A method, or one with standing orders behind it: `First in, first out, with 2 orders`. */
export function methodName(name: string): string {
  const [first = "", ...orders] = name.split(",").filter((word) => !word.startsWith("transfers:"));
  const known = methods[first] ?? first;
  return orders.length === 0 ? known : `${known}, with ${String(orders.length)} ${orders.length === 1 ? "order" : "orders"}`;
}

const answers: Readonly<Record<string, string>> = {
  OWN: "To or from an own wallet elsewhere", PAYMENT: "Spent", GIFT: "A gift", DONATION: "A donation", LOST: "Lost", STOLEN: "Stolen", BOUGHT: "Bought elsewhere", INCOME: "Income", AIRDROP: "Airdrop", STAKING: "Staking reward",
};

export function answerName(answer: string): string {
  return answers[answer] ?? answer;
}

const problems: Readonly<Record<string, string>> = { "unmatched-withdrawal": "Withdrawal not explained", "unmatched-deposit": "Deposit not explained", "no-value": "No price", "unknown-basis": "More sold than held", "negative-wallet": "More left a wallet than came", "foreign-money": "Money of another currency" };

export function problemName(code: string): string {
  return problems[code] ?? code.replaceAll("-", " ");
}
