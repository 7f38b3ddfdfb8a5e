-- An entry's id is derived from its tenant, account, source and native id: tenant and id are the key. The account in between made the index a third larger, and it made
-- the index of pages, which begins with tenant and account as well, look as good for finding one entry wherever the server had no statistics yet: a scan of the account for each row.
alter table transactions_current drop constraint transactions_current_pkey, add primary key (tenant_id, entry_id);
