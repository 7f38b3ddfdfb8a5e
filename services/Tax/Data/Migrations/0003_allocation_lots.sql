-- Lots allocated to wallets one by one (Rev. Proc. 2024-28, specific unit allocation), as Host tax --allocation-lots reads them; null where only the written rule allocates.
alter table setting add column allocation_lots text;
