-- Everything the ledger has of a transaction, without reading its account's chain: the version that holds and those that held are in transactions_current and transactions_past,
-- the rest is rare: what people added, what sources told again, and links that name it.
create index ledger_entry_more on ledger_entry (tenant_id, entry_id) where record <> 0 or version > 1;
create index ledger_entry_target on ledger_entry (tenant_id, target_id) where record in (3, 4);
