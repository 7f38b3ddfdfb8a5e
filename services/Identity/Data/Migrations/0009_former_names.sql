-- Names members have given up. What was changed under them stays recorded so: nobody else may take one.
create table former_name (
  tenant_id uuid not null,
  member_id uuid not null,
  name text not null,
  given_up_at timestamptz not null,
  primary key (tenant_id, member_id, name),
  foreign key (tenant_id, member_id) references member);
select platform.protect_system_table('former_name');
