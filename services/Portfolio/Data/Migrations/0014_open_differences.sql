-- What does not agree is asked for with every look at a portfolio and is rare among all that does.
create index reconciliation_open on portfolio.reconciliation (tenant_id, account_id, asset_id) where state = 'issue';
