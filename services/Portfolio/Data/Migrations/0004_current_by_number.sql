-- v_ledger_current joins by number. Without this index a server that thinks an account small reads the whole account for each of its entries.
create index transactions_current_number on transactions_current (tenant_id, account_id, number);
