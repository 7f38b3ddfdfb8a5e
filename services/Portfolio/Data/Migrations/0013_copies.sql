-- What tenants' own queries read besides their rows: a tenant with a database to itself finds it there.
select platform.copy_to_placed('asset_registry');
select platform.copy_to_placed('asset_registry_version');
select platform.copy_to_placed('price_news');
