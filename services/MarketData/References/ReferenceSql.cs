namespace PortfolioPlatform.MarketData.References;

/// <summary>The statements that turn candles into reference prices, set by set.</summary>
internal static class ReferenceSql
{
    /// <summary>Adds candles that are new or differ from their last version.</summary>
    public const string KeepCandles =
        """
        insert into marketdata.candle (venue, market, granularity, base_asset, quote_asset, at, close, version)
        select $1, $2, $3, $4, $5, n.at, n.close::numeric, coalesce(o.version, 0) + 1
        from unnest($6::timestamptz[], $7::text[]) as n(at, close)
        left join lateral (
            select c.version, c.close from marketdata.candle c
            where c.venue = $1 and c.market = $2 and c.granularity = $3 and c.at = n.at
            order by c.version desc limit 1) o on true
        where o.close is distinct from n.close::numeric
        on conflict do nothing
        """;

    /// <summary>Prices the candles of one market that have no reference price of their version yet.</summary>
    public const string PriceMarket = Insert + " where c.venue = $1 and c.market = $2 and c.granularity = $3" + Priced;

    /// <summary>Prices candles quoted in an asset that has reference prices only now.</summary>
    public const string PriceDependents = Insert + " where c.quote_asset = $1 and c.granularity = $2" + Priced;

    // A price quoted in another asset is converted at that asset's own reference price of the same instant or up to four candles before it: never a later one, never at par.
    private const string Insert =
        """
        insert into marketdata.reference_price (asset_id, granularity, at, source, version, rank, usd)
        select c.base_asset, c.granularity, c.at, c.venue || ' ' || c.market, c.version, case when c.quote_asset = 'fiat:usd' then 1 else 2 end,
               round(c.close * case when c.quote_asset = 'fiat:usd' then 1 else q.usd end, 18)
        from marketdata.candle c
        left join lateral (
            select r.usd from marketdata.reference_price r
            where r.asset_id = c.quote_asset and r.granularity = c.granularity and r.at <= c.at and r.rank < 2
              and r.at > c.at - case c.granularity when 'day' then interval '4 days' else interval '4 hours' end
            order by r.at desc, r.rank, r.source, r.version desc limit 1) q on true
        """;

    private const string Priced = " and (c.quote_asset = 'fiat:usd' or q.usd is not null) on conflict do nothing";
}
