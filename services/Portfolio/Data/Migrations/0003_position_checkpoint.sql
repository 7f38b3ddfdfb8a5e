-- Books as they stood before an instant (floor), so that a start reads only what came after. body is JSON; hash guards it against a torn or touched row. Dropped whenever
-- something before its floor changes, and at start when the chains it was made from are not the chains there are. Can be lost at any time.
create table position_checkpoint (
  tenant_id uuid primary key,
  floor timestamptz not null,
  body text not null,
  hash bytea not null,
  saved_at timestamptz not null);
select platform.protect_tenant_table('position_checkpoint');
