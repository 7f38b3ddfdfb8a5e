-- Links of invitations name their row and are protected like cookies, so a repeated request can tell the link again without keeping it.
alter table invitation drop column link_hash;

-- What proves something once: the first who brings it uses it up.
create table used_proof (
  proof_hash bytea primary key,
  expires_at timestamptz not null);
grant select, insert, delete on used_proof to portfolio_system;
create index used_proof_by_age on used_proof (expires_at);
