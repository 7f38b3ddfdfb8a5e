-- Reports of a tenant read the kinds of assets: a tenant with a database to itself finds them there.
select platform.copy_to_placed('asset');
