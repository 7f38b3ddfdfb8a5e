-- What each venue last said an account holds in derivatives, and the margin behind it; body is JSON of the given format. Closed positions are not in it: their results are in the ledger.
create table derivative_report (
  tenant_id uuid not null,
  account_id uuid not null,
  venue text not null,
  at timestamptz not null,
  format int not null,
  body text not null,
  primary key (tenant_id, account_id));
select platform.protect_tenant_table('derivative_report');
