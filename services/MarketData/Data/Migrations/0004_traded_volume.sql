-- Units of the base asset traded in a candle; null in candles from before it was kept.
alter table candle add column volume numeric;
create index candle_volume on candle (base_asset, at) where granularity = 'day' and volume is not null;

-- A published contract: what was traded in a day in each market whose candles are kept, which is less than what was traded everywhere.
create view v_traded_volume with (security_invoker = true) as
select distinct on (base_asset, at, venue, market) base_asset as asset_id, at, venue, market, volume
from candle where granularity = 'day' and volume is not null
order by base_asset, at, venue, market, version desc;

select platform.publish('v_traded_volume');
