/** A role and what it permits, as the server tells it. */
export interface Role {
  readonly name: string;
  readonly permissions: readonly string[];
}

const words: Readonly<Record<string, string>> = {
  read: "sees everything", "edit-ledger": "edits the ledger", "manage-accounts": "connects accounts", "manage-portfolios": "changes the tree of portfolios", trade: "trades", "export-reports": "makes reports",
  "manage-members": "manages members", "manage-clients": "manages API clients", "read-audit": "reads the audit log", "read-schema": "reads the schema of the API",
};

export function permissionName(permission: string): string {
  return words[permission] ?? permission;
}

/** What a role may do, in one sentence. */
export function roleWords(role: Role | undefined): string {
  if (role === undefined) return "";
  const named = role.permissions.map(permissionName);
  const last = named.at(-1) ?? "nothing";
  const sentence = named.length < 2 ? last : `${named.slice(0, -1).join(", ")} and ${last}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** What a program can be given of a role: nothing that gives access to others. */
export function grantable(role: Role | undefined): readonly string[] {
  return (role?.permissions ?? []).filter((one) => one !== "manage-members" && one !== "manage-clients");
}

/** Names of networks in a text, however they are separated. */
export function networksOf(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((one) => one !== "");
}
