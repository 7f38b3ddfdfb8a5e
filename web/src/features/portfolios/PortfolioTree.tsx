import Box from "@mui/material/Box";
import ListItemButton from "@mui/material/ListItemButton";
import Typography from "@mui/material/Typography";
import { formatDuration } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey, useTopic } from "../../shared/feed/useTopic";
import { PercentChange } from "../../shared/ui/Change";
import { Panel } from "../../shared/ui/Panel";
import { Loading } from "../../shared/ui/States";
import { TopicGate } from "../../shared/ui/TopicGate";
import { decodeTotal, totalText, type Total } from "../../shared/portfolio/total";
import type { TreeNode } from "./portfolio";

interface LineProps {
  readonly node: TreeNode;
  readonly selected: boolean;
  readonly onSelect: (id: string) => void;
}

/** That a balance in this total is kept from before its venue fell silent. */
function OldMark({ total }: { readonly total: Total | undefined }) {
  if (total === undefined || total.oldBalances.length === 0) return null;
  const age = total.balanceAge === null ? "" : formatDuration(total.balanceAge);
  return (
    <Box component="span" data-testid="old-balance" sx={{ color: "warn", whiteSpace: "nowrap" }} title={`contains a last known balance, ${age} old`}>
      · {age} old
    </Box>
  );
}

function Line({ node, selected, onSelect }: LineProps) {
  const { portfolio, depth } = node;
  const total = useKey(useTopic("portfolio", portfolio.id), "total", decodeTotal);
  return (
    <Box component="li" sx={{ listStyle: "none" }}>
      <ListItemButton
        selected={selected}
        aria-current={selected ? "true" : undefined}
        onClick={() => { onSelect(portfolio.id); }}
        sx={{ pl: 1 + depth * 1.75, pr: 1, py: 0.5, borderRadius: 1, display: "block" }}
      >
        <Typography component="span" variant="body2" noWrap sx={{ display: "block", fontWeight: selected || depth === 0 ? 600 : 400 }}>
          {portfolio.name}
        </Typography>
        <Typography component="span" variant="caption" sx={{ display: "flex", justifyContent: "space-between", gap: 1, color: "text.secondary" }}>
          <span>
            {totalText(total)} <OldMark total={total} />
          </span>
          {total?.dayChangePercent != null && <PercentChange value={total.dayChangePercent} arrow={false} />}
        </Typography>
      </ListItemButton>
    </Box>
  );
}

interface PortfolioTreeProps {
  readonly store: TopicStore;
  readonly nodes: readonly TreeNode[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** The tree of portfolios, each with its own total in its own currency. */
export function PortfolioTree({ store, nodes, selected, onSelect }: PortfolioTreeProps) {
  return (
    <Panel title="Portfolios" area="tree">
      {nodes.length > 0 ? (
        <Box component="ul" sx={{ m: 0, p: 0, mx: -1 }}>
          {nodes.map((node) => (
            <Line key={node.portfolio.id} node={node} selected={node.portfolio.id === selected} onSelect={onSelect} />
          ))}
        </Box>
      ) : <TopicGate store={store} whole empty="There is no portfolio yet."><Loading rows={4} /></TopicGate>}
    </Panel>
  );
}
