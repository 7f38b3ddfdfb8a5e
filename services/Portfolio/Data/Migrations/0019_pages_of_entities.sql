-- Legal persons are told page by page, by name.
create index legal_entity_by_name on portfolio.legal_entity (tenant_id, name, legal_entity_id);
