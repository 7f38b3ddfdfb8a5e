-- What the risk engine said, number by number of a portfolio; body is JSON of the given format. Once a minute and on material change; of what is older than a week one an hour is kept.
create table risk_report (
  tenant_id uuid not null,
  portfolio_id uuid not null,
  number bigint not null,
  at timestamptz not null,
  format int not null,
  body text not null,
  primary key (tenant_id, portfolio_id, number));
create index risk_report_at on risk_report (tenant_id, portfolio_id, at);
select platform.protect_tenant_table('risk_report');

-- Early warnings: open until cleared.
create table risk_warning (
  tenant_id uuid not null,
  portfolio_id uuid not null,
  kind text not null,
  subject text not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  value numeric not null,
  threshold numeric not null,
  primary key (tenant_id, portfolio_id, kind, subject, raised_at));
create index risk_warning_open on risk_warning (tenant_id, portfolio_id) where cleared_at is null;
select platform.protect_tenant_table('risk_warning');
