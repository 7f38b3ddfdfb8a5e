-- Years that were filed, each with the frozen report that was. Rows are only ever added; the highest version of a year holds, and one without a report opens the year again.
create table closed_year (
  tenant_id uuid not null,
  legal_entity_id uuid not null,
  year int not null,
  version int not null,
  report_id uuid,
  reason text not null,
  actor text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, legal_entity_id, year, version));
select platform.protect_tenant_table('closed_year');
revoke update, delete on closed_year from portfolio_app;
