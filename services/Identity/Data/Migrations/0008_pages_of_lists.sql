-- Members, sessions, invitations and clients are told page by page: a page reads its own rows, however many stand before it, behind it, or are over.
create index member_in_order on identity.member (tenant_id, name, member_id) where removed_at is null;
create index session_newest on identity.session (tenant_id, expires_at, session_id) where ended_at is null;
create index session_newest_of_member on identity.session (tenant_id, member_id, expires_at, session_id) where ended_at is null;
create index invitation_newest on identity.invitation (tenant_id, expires_at, invitation_id) where accepted_at is null and withdrawn_at is null;
create index api_client_newest on identity.api_client (tenant_id, created_at, client_id);
drop index identity.session_by_member;
