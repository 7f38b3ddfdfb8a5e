-- Lists that can be long are told page by page: a page reads its own rows, however many stand before it, behind it, or are over.
create index problem_newest on portfolio.problem (tenant_id, found_at, account_id, problem_id) where resolved_at is null;
create index problem_newest_of_account on portfolio.problem (tenant_id, account_id, found_at, problem_id) where resolved_at is null;
create index transfer_suggestion_waiting on portfolio.transfer_suggestion (tenant_id, left_entry, arrived_entry) where not dismissed;
create index risk_warning_newest on portfolio.risk_warning (tenant_id, portfolio_id, raised_at, kind, subject);
create index risk_warning_open_newest on portfolio.risk_warning (tenant_id, portfolio_id, raised_at, kind, subject) where cleared_at is null;
create index risk_report_newest on portfolio.risk_report (tenant_id, portfolio_id, at, number);
drop index portfolio.risk_report_at;
drop index portfolio.risk_warning_open;
