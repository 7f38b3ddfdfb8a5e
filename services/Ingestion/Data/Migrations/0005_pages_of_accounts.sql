-- Accounts are told page by page, in the order they were connected.
create index account_in_order on ingestion.account (tenant_id, created_at, account_id) where not removed;
