import { useApolloClient, useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { newKey } from "../../../shared/graphql/key";
import { useDraft } from "../../../shared/session/drafts";
import { ConfirmDialog } from "../../../shared/ui/ConfirmDialog";
import { Grid } from "../../../shared/ui/Grid";
import { Panel } from "../../../shared/ui/Panel";
import { Answer, Stale } from "../../../shared/ui/States";
import { useChange } from "../useChange";
import { useFresh } from "../../../shared/graphql/useFresh";
import { countryName } from "./countries";
import { EntityDialog, type Entity } from "./EntityDialog";
import { placed, type PlacedNode, type PortfolioNode } from "./nodes";
import { PortfolioDialog } from "./PortfolioDialog";
import { RemoveLegalEntity, RemovePortfolio, SettingsTree, type SettingsTreeData } from "./tree.generated";

type Open =
  | { readonly kind: "portfolio"; readonly of: { readonly node: PortfolioNode } | { readonly below: string | null } }
  | { readonly kind: "entity"; readonly entity: Entity | null }
  | { readonly kind: "remove"; readonly node: PortfolioNode }
  | { readonly kind: "remove-entity"; readonly entity: Entity };

function RemoveDialog({ open, onDone, onClose }: { readonly open: Extract<Open, { readonly kind: "remove" | "remove-entity" }>; readonly onDone: () => void; readonly onClose: () => void }) {
  const client = useApolloClient();
  const change = useChange();
  const { name, id } = open.kind === "remove" ? open.node : open.entity;
  const remove = async () => {
    const done = open.kind === "remove"
      ? await change.run(async () => (await client.mutate({ mutation: RemovePortfolio, variables: { input: { idempotencyKey: newKey(), portfolioId: id } } })).data?.removePortfolio)
      : await change.run(async () => (await client.mutate({ mutation: RemoveLegalEntity, variables: { input: { idempotencyKey: newKey(), legalEntityId: id } } })).data?.removeLegalEntity);
    if (done !== null) onDone();
  };
  return (
    <ConfirmDialog title={`Remove ${name}?`} action="Remove" busy={change.busy} refusal={change.refusal} onConfirm={() => { void remove(); }} onClose={onClose}>
      {open.kind === "remove" ? "What is below it, and its accounts, come to the portfolio above it. No account and no transaction is lost, and the past is still told by the tree of its time. Roles that hold on it hold nowhere." : "Only an entity to which no account ever belonged can be removed."}
    </ConfirmDialog>
  );
}

const small = { py: 0, minWidth: 0 };

function Portfolios({ found, onOpen }: { readonly found: SettingsTreeData; readonly onOpen: (open: Open) => void }) {
  const names = new Map(found.accounts.nodes.map((one) => [one.id, one.name]));
  return (
    <Panel title="Portfolios" aside={<Button size="small" variant="contained" disableElevation onClick={() => { onOpen({ kind: "portfolio", of: { below: null } }); }}>New portfolio…</Button>} flush>
      <Grid<PlacedNode>
        label="Portfolios" rows={placed(found.portfolios.nodes)} keyOf={({ node }) => node.id} testId="portfolio-row"
        columns={[
          { name: "Name", cell: ({ node, depth }) => <Box sx={{ pl: depth * 2, fontWeight: depth === 0 ? 600 : 500 }}>{depth > 0 && <Box component="span" aria-hidden sx={{ color: "text.secondary", mr: 0.75 }}>└</Box>}{node.name}</Box> },
          { name: "Currency", cell: ({ node }) => (node.currency.split(":").at(-1) ?? node.currency).toUpperCase() },
          { name: "Day begins in", cell: ({ node }) => node.timeZone },
          { name: "Own accounts", cell: ({ node }) => (node.selectedIds.length === 0 ? "–" : node.selectedIds.map((id) => names.get(id) ?? "removed").join(", ")) },
          { name: "In all", number: true, cell: ({ node }) => node.accountIds.length },
          { name: "Action", cell: ({ node }) => (
            <Box sx={{ display: "flex", whiteSpace: "nowrap" }}>
              <Button size="small" sx={small} aria-label={`Change ${node.name}`} onClick={() => { onOpen({ kind: "portfolio", of: { node } }); }}>Change…</Button>
              <Button size="small" sx={small} aria-label={`New below ${node.name}`} onClick={() => { onOpen({ kind: "portfolio", of: { below: node.id } }); }}>New below…</Button>
              <Button size="small" color="inherit" sx={small} aria-label={`Remove ${node.name}`} onClick={() => { onOpen({ kind: "remove", node }); }}>Remove…</Button>
            </Box>
          ) },
        ]}
      />
      <Typography component="p" variant="caption" color="textSecondary" sx={{ px: 2, py: 1.25 }}>A portfolio counts its own accounts and all of the portfolios below it, each once. Members can have roles on any of them, under Members.</Typography>
    </Panel>
  );
}

function Entities({ found, onOpen }: { readonly found: SettingsTreeData; readonly onOpen: (open: Open) => void }) {
  return (
    <Panel title="Legal entities" aside={<Button size="small" variant="contained" disableElevation onClick={() => { onOpen({ kind: "entity", entity: null }); }}>New entity…</Button>} flush>
      <Grid<Entity>
        label="Legal entities" rows={found.viewer.tenant?.legalEntities.nodes ?? []} keyOf={(one) => one.id} testId="entity-row"
        columns={[
          { name: "Name", cell: (one) => one.name },
          { name: "Jurisdiction", cell: (one) => countryName(one.jurisdiction) },
          { name: "Accounts", cell: (one) => found.accounts.nodes.filter((account) => account.legalEntityId === one.id).map((account) => account.name).join(", ") || "–" },
          { name: "Action", cell: (one) => (
            <Box sx={{ display: "flex", whiteSpace: "nowrap" }}>
              <Button size="small" sx={small} aria-label={`Change ${one.name}`} onClick={() => { onOpen({ kind: "entity", entity: one }); }}>Change…</Button>
              <Button size="small" color="inherit" sx={small} aria-label={`Remove ${one.name}`} onClick={() => { onOpen({ kind: "remove-entity", entity: one }); }}>Remove…</Button>
            </Box>
          ) },
        ]}
      />
      <Typography component="p" variant="caption" color="textSecondary" data-testid="entity-note" sx={{ px: 2, py: 1.25 }}>An account stays with the entity it was connected for: what happened in it was taxed there, and closed years keep standing. Assets that change hands move by a transfer between accounts of both; to trade for another entity, connect an account of its own.</Typography>
    </Panel>
  );
}

/** The portfolios and who owns what: made, renamed, moved, taken away. */
export function TreeSection() {
  const { data, error, refetch } = useQuery(SettingsTree, { fetchPolicy: useFresh("SettingsTree", {}) });
  const [open, setOpen] = useDraft<Open | null>("dialog of the tree", null);
  const close = () => { setOpen(null); };
  const done = () => { close(); void refetch(); };
  if (data === undefined) return <Panel title="Portfolios"><Answer data={undefined} error={error} onRetry={() => { void refetch(); }}>{() => null}</Answer></Panel>;
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Portfolios found={data} onOpen={setOpen} />
      <Entities found={data} onOpen={setOpen} />
      <Stale error={error} onRetry={() => { void refetch(); }} />
      {open?.kind === "portfolio" && <PortfolioDialog found={data} of={open.of} onDone={done} onClose={close} />}
      {open?.kind === "entity" && <EntityDialog entity={open.entity} onDone={done} onClose={close} />}
      {(open?.kind === "remove" || open?.kind === "remove-entity") && <RemoveDialog open={open} onDone={done} onClose={close} />}
    </Box>
  );
}
