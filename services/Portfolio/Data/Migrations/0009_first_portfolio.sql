-- A portfolio that takes every new account nobody put elsewhere: the one a tenant begins with.
alter table portfolio add column takes_new boolean not null default false;
