namespace PortfolioPlatform.MarketData.References;

/// <summary>The statements that turn candles into reference prices, set by set. Reference prices are a function of the candles there are, whatever order they came in.</summary>
internal static class ReferenceSql
{
    /// <summary>One writer at a time: a candle and the price of what it is quoted in, told at the same moment, would miss each other.</summary>
    public const string Lock = "select pg_advisory_xact_lock(hashtextextended('marketdata.reference_price', 0))";

    /// <summary>Adds candles that are new or differ from their last version.</summary>
    public const string KeepCandles =
        """
        insert into marketdata.candle (venue, market, granularity, base_asset, quote_asset, at, close, version, volume)
        select $1, $2, $3, $4, $5, n.at, n.close::numeric, coalesce(o.version, 0) + 1, n.volume::numeric
        from unnest($6::timestamptz[], $7::text[], $8::text[]) as n(at, close, volume)
        left join lateral (
            select c.version, c.close from marketdata.candle c
            where c.venue = $1 and c.market = $2 and c.granularity = $3 and c.at = n.at
            order by c.version desc limit 1) o on true
        where o.close is distinct from n.close::numeric
        on conflict do nothing
        """;

    /// <summary>Prices the candles of one market between two instants.</summary>
    public const string PriceMarket = Candles + "venue = $1 and market = $2 and granularity = $3 and at between $4 and $5" + Price;

    /// <summary>Prices candles quoted in assets whose reference prices between two instants are new: a nearer price of the quote makes another version.</summary>
    public const string PriceDependents = Candles + "quote_asset = any($1) and granularity = $2 and at between $3 and $4 + case $2 when 'day' then interval '4 days' else interval '4 hours' end" + Price;

    private const string Candles =
        """
        with c as (
            select distinct on (venue, market, granularity, at) venue, market, granularity, at, base_asset, quote_asset, close
            from marketdata.candle where 
        """;

    // A price quoted in another asset is converted at that asset's own reference price of the same instant or up to four candles before it: never a later one, never at par.
    private const string Price =
        """

            order by venue, market, granularity, at, version desc),
        n as (
            select c.base_asset, c.granularity, c.at, c.venue || ' ' || c.market as source, case when c.quote_asset = 'fiat:usd' then 1 else 2 end as rank,
                   round(c.close * case when c.quote_asset = 'fiat:usd' then 1 else q.usd end, 18) as usd
            from c
            left join lateral (
                select r.usd from marketdata.reference_price r
                where r.asset_id = c.quote_asset and r.granularity = c.granularity and r.at <= c.at and r.rank < 2
                  and r.at > c.at - case c.granularity when 'day' then interval '4 days' else interval '4 hours' end
                order by r.at desc, r.rank, r.source, r.version desc limit 1) q on true
            where c.quote_asset = 'fiat:usd' or q.usd is not null),
        added as (
            insert into marketdata.reference_price (asset_id, granularity, at, source, version, rank, usd)
            select n.base_asset, n.granularity, n.at, n.source, coalesce(o.version, 0) + 1, n.rank, n.usd
            from n
            left join lateral (
                select r.version, r.usd from marketdata.reference_price r
                where r.asset_id = n.base_asset and r.granularity = n.granularity and r.at = n.at and r.source = n.source
                order by r.version desc limit 1) o on true
            where o.usd is distinct from n.usd
            on conflict do nothing
            returning asset_id, at)
        select asset_id, min(at), max(at), count(*) from added group by asset_id
        """;
}
