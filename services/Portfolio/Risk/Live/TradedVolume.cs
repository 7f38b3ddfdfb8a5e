using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>What was traded of an asset in a day, on the mean of the last thirty, in the markets whose candles are kept.</summary>
/// <param name="PerDay">Units.</param>
/// <param name="Days">Days it is the mean of.</param>
/// <param name="To">End of the last of them.</param>
internal sealed record TradedVolume(double PerDay, int Days, DateTimeOffset To)
{
    /// <summary>Fewer days say nothing.</summary>
    public const int Fewest = 7;

    private const int Days30 = 30;

    /// <summary>By asset, of those with at least a week.</summary>
    public static async Task<IReadOnlyDictionary<AssetId, TradedVolume>> ReadAsync(IDatabaseTransaction transaction, IReadOnlyCollection<AssetId> assets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new Dictionary<AssetId, TradedVolume>();
        if (!await IsThereAsync(transaction, cancellationToken)) return found;
        await using var command = new NpgsqlCommand("""
            select asset_id, avg(units)::float8, count(*)::int, max(at) from (
                select asset_id, at, sum(volume) as units from marketdata.v_traded_volume where asset_id = any($1) and at > $2 group by asset_id, at) days
            group by asset_id having count(*) >= $3
            """, transaction.Connection);
        object[] values = [assets.Select(a => a.Value).ToArray(), now.AddDays(-Days30).UtcDateTime, Fewest];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) found[new(reader.GetString(0))] = new(reader.GetDouble(1), reader.GetInt32(2), new(reader.GetDateTime(3), TimeSpan.Zero));
        return found;
    }

    private static async Task<bool> IsThereAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select to_regclass('marketdata.v_traded_volume') is not null", transaction.Connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
