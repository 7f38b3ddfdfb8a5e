-- Entries are told page by page, the newest first: all of them, or those of a person, about something, or of an action. A page reads its own rows, however rare what is asked for.
create index audit_entry_newest on platform.audit_entry (tenant_id, at, number);
create index audit_entry_of_actor on platform.audit_entry (tenant_id, actor_tag, at, number);
create index audit_entry_about on platform.audit_entry (tenant_id, subject, at, number);
create index audit_entry_of_action on platform.audit_entry (tenant_id, action collate "C", at, number);
drop index platform.audit_entry_subject;
