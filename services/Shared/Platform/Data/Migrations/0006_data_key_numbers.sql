-- A tenant may have several data keys: the newest seals, each opens what it sealed. made_under is the newest master key at the time a key was made: whether a renewal was done already.
alter table data_keys
  add column number int not null default 1,
  add column made_under text not null default '',
  drop constraint data_keys_pkey,
  add primary key (tenant_id, number);
