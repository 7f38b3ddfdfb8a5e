-- What the simulation and the scenarios of each night said, by the portfolio's own day and by the version of the computation; body is JSON.
create table risk_night (
  tenant_id uuid not null,
  portfolio_id uuid not null,
  day date not null,
  version int not null,
  at timestamptz not null,
  body text not null,
  primary key (tenant_id, portfolio_id, day, version));
select platform.protect_tenant_table('risk_night');
