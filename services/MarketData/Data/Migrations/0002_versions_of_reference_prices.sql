-- The published contract for reading as it was known at a time: every version of every reference price. What counts as known at t has recorded_at before t; the newest such version holds.
create view v_reference_price_version with (security_invoker = true) as
select asset_id, granularity, at, source, version, rank, usd, recorded_at from reference_price;

select platform.publish('v_reference_price_version');
