-- What all legs of a day of a time zone add up to, by account and asset, so that a portfolio is followed day by day without reading its transactions. A day begins after its midnight and holds
-- the next. A row is true for all that was known since it was written, while it is there: what changes something in its day takes it away in the same transaction.
-- body is deflated JSON; id tells two states of one day apart. Can be lost at any time: a day without a row is added up from its transactions.
create table moved_day (
  tenant_id uuid not null,
  zone text not null,
  day timestamptz not null,
  until timestamptz not null,
  known_from timestamptz not null,
  registry bigint not null,
  id uuid not null default gen_random_uuid(),
  body bytea not null,
  primary key (tenant_id, zone, day));
select platform.protect_tenant_table('moved_day');
create index moved_day_until on moved_day (tenant_id, until);
