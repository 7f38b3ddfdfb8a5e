-- What all legs before an instant (floor) add up to, by account, asset, kind and role, with their values in a currency: what moved between two instants is the difference of two of
-- these and what stands between each and its instant. A row holds while it is there: whatever changes something before its floor takes it away in the same transaction.
-- body is deflated JSON; id tells two states of one floor apart. Can be lost at any time: what has no sums is added up leg by leg.
create table movement_past (
  tenant_id uuid not null,
  currency text not null,
  floor timestamptz not null,
  registry bigint not null,
  id uuid not null default gen_random_uuid(),
  body bytea not null,
  primary key (tenant_id, currency, floor));
select platform.protect_tenant_table('movement_past');
