using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>Reads assets, candles and reference prices; facts of the market, the same for all tenants.</summary>
internal sealed class MarketSql(IDatabase database)
{
    private const string Assets =
        "select asset_id, symbol, name, kind, display_scale from marketdata.asset where until_version is null and asset_id > $2 and ($1::text[] is null or asset_id = any($1)) order by asset_id limit $3";

    private const string Minutes = "select minute, open::text, high::text, low::text, close::text from marketdata.price_minute where asset_id = $1 and minute >= $2 and minute < $3 order by minute limit $4";

    /// <summary>Goes from interval to interval in which there are prices, by index, and looks into as many of them as are asked for.</summary>
    private const string Candles =
        """
        with recursive starts (at) as (
          (select date_bin($5, minute, 'epoch') from marketdata.price_minute where asset_id = $1 and minute >= date_bin($5, $2, 'epoch') and minute < $3 order by minute limit 1)
          union all
          select date_bin($5, n.minute, 'epoch') from starts cross join lateral (
            select minute from marketdata.price_minute where asset_id = $1 and minute >= starts.at + $5 and minute < $3 order by minute limit 1) n)
        select s.at, c.* from (select at from starts limit $4) s cross join lateral (
          select (array_agg(open order by minute))[1]::text, max(high)::text, min(low)::text, (array_agg(close order by minute desc))[1]::text
          from marketdata.price_minute where asset_id = $1 and minute >= s.at and minute < least(s.at + $5, $3)) c
        """;

    private const string References =
        """
        select at, usd::text, source, version, recorded_at, rank from marketdata.reference_price
        where asset_id = $1 and granularity = $2 and at >= $3 and at < $4 and recorded_at <= $5 and (at > $3 or (rank, source, version) > ($6, $7, $8))
        order by at, rank, source, version limit $9
        """;

    public Task<List<AssetItem>> AssetsAsync(IReadOnlyList<string>? ids, string? after, int most, CancellationToken cancellationToken) => ReadAsync(
        Assets, [new() { Value = (object?)ids?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }, new() { Value = after ?? "" }, new() { Value = most }],
        r => new AssetItem(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4)), cancellationToken);

    public Task<List<Candle>> CandlesAsync(string asset, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancellationToken) => database.ReadAsync(
        null, CandlesOf(asset, interval, from, to, most), r => new Candle(Time(r, 0), Number(r, 1), Number(r, 2), Number(r, 3), Number(r, 4)), cancellationToken);

    public Task<List<(ReferencePrice Price, int Rank)>> ReferencesAsync(ReferenceQuestion question, ReferencePlace? after, int most, CancellationToken cancellationToken) => database.ReadAsync(
        null, ReferencesOf(question, after, most), r => (new ReferencePrice(Time(r, 0), Number(r, 1), r.GetString(2), r.GetInt32(3), Time(r, 4)), r.GetInt32(5)), cancellationToken);

    internal static NpgsqlBatchCommand CandlesOf(string asset, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, int most) => interval == TimeSpan.FromMinutes(1)
        ? Statement(Minutes, [new() { Value = asset }, new() { Value = from.ToUniversalTime() }, new() { Value = to.ToUniversalTime() }, new() { Value = most }])
        : Statement(Candles, [new() { Value = asset }, new() { Value = from.ToUniversalTime() }, new() { Value = to.ToUniversalTime() }, new() { Value = most }, new() { Value = interval }]);

    internal static NpgsqlBatchCommand ReferencesOf(ReferenceQuestion asked, ReferencePlace? after, int most) => Statement(
        References,
        [
            new() { Value = asked.Asset }, new() { Value = asked.Daily ? "day" : "hour" }, new() { Value = after?.At ?? asked.From.UtcDateTime }, new() { Value = asked.To.UtcDateTime }, new() { Value = asked.KnownAt.UtcDateTime },
            new() { Value = after?.Rank ?? -1 }, new() { Value = after?.Source ?? "" }, new() { Value = after?.Version ?? 0 }, new() { Value = most },
        ]);

    private Task<List<T>> ReadAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(null, Statement(sql, parameters), read, cancellationToken);

    private static NpgsqlBatchCommand Statement(string sql, NpgsqlParameter[] parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) statement.Parameters.Add(parameter);
        return statement;
    }

    private static DateTimeOffset Time(NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    private static Quantity Number(NpgsqlDataReader reader, int column) => Quantity.Parse(reader.GetString(column));
}

/// <summary>Which reference prices.</summary>
internal sealed record ReferenceQuestion(string Asset, bool Daily, DateTimeOffset From, DateTimeOffset To, DateTimeOffset KnownAt);

/// <summary>Where a reference price stands among the others, the oldest first.</summary>
internal readonly record struct ReferencePlace(DateTime At, int Rank, string Source, int Version);
