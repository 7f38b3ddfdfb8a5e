-- When all of a person's sessions but one were ended: those of a database that was away then are ended by it when they come back.
alter table person add column sessions_ended_at timestamptz, add column session_kept uuid;
