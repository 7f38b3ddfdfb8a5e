-- From when to when the ledger of an account goes, read off the ends of an index: who wants to know which years there are need not read them.
create view v_ledger_span with (security_invoker = true) as
select a.tenant_id, a.account_id, a.legal_entity_id, s.first, s.last
from account a
cross join lateral (
  select min(c.time) as first, max(c.time) as last from transactions_current c where c.tenant_id = a.tenant_id and c.account_id = a.account_id) s;
select platform.publish('v_ledger_span');
