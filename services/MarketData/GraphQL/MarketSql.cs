using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>Reads assets, candles and reference prices; facts of the market, the same for all tenants.</summary>
internal sealed class MarketSql(IDatabase database)
{
    private const string Assets = "select asset_id, symbol, name, kind, display_scale from marketdata.asset where until_version is null and ($1::text[] is null or asset_id = any($1)) order by asset_id";

    private const string Candles =
        """
        select date_bin($4, minute, 'epoch') as at, (array_agg(open order by minute))[1]::text, max(high)::text, min(low)::text, (array_agg(close order by minute desc))[1]::text
        from marketdata.price_minute where asset_id = $1 and minute >= date_bin($4, $2, 'epoch') and minute < $3 group by 1 order by 1 limit $5
        """;

    private const string References =
        """
        select at, usd::text, source, version, recorded_at from marketdata.reference_price
        where asset_id = $1 and granularity = $2 and at >= $3 and at < $4 and recorded_at <= $5 order by at, rank, source, version limit $6
        """;

    public Task<List<AssetItem>> AssetsAsync(IReadOnlyList<string>? ids, CancellationToken cancellationToken) => ReadAsync(
        Assets, [new() { Value = (object?)ids?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }],
        r => new AssetItem(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4)), cancellationToken);

    public Task<List<Candle>> CandlesAsync(string asset, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancellationToken) => ReadAsync(
        Candles, [new() { Value = asset }, new() { Value = from }, new() { Value = to }, new() { Value = interval }, new() { Value = most }],
        r => new Candle(Time(r, 0), Number(r, 1), Number(r, 2), Number(r, 3), Number(r, 4)), cancellationToken);

    public Task<List<ReferencePrice>> ReferencesAsync(string asset, string granularity, DateTimeOffset from, DateTimeOffset to, DateTimeOffset knownAt, int most, CancellationToken cancellationToken) => ReadAsync(
        References, [new() { Value = asset }, new() { Value = granularity }, new() { Value = from }, new() { Value = to }, new() { Value = knownAt }, new() { Value = most }],
        r => new ReferencePrice(Time(r, 0), Number(r, 1), r.GetString(2), r.GetInt32(3), Time(r, 4)), cancellationToken);

    private Task<List<T>> ReadAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) statement.Parameters.Add(parameter);
        return database.ReadAsync(null, statement, read, cancellationToken);
    }

    private static DateTimeOffset Time(NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    private static Quantity Number(NpgsqlDataReader reader, int column) => Quantity.Parse(reader.GetString(column));
}
