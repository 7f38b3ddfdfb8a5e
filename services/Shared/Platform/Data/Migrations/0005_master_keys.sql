-- Which master key wraps each data key, as the key service names it; empty for the first key of the key file, which wrapped all of them before this.
alter table data_keys add column master text not null default '';
