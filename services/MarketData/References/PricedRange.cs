using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.References;

/// <summary>Reference prices of an asset that are new.</summary>
/// <param name="Asset">Of what.</param>
/// <param name="From">The oldest.</param>
/// <param name="To">The newest.</param>
/// <param name="Count">How many.</param>
internal sealed record PricedRange(AssetId Asset, DateTimeOffset From, DateTimeOffset To, long Count)
{
    /// <summary>Runs a statement that adds reference prices and says which.</summary>
    public static async Task<List<PricedRange>> AddAsync(NpgsqlConnection connection, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter { Value = argument });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ranges = new List<PricedRange>();
        while (await reader.ReadAsync(cancellationToken))
            ranges.Add(new(new AssetId(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt64(3)));
        return ranges;
    }

    /// <summary>Tells everybody.</summary>
    public static Task PublishAsync(IDatabaseTransaction transaction, IReadOnlyCollection<PricedRange> ranges, CancellationToken cancellationToken) =>
        ranges.Count == 0
            ? Task.CompletedTask
            : transaction.PublishAsync(new ReferencePricesRecorded([.. ranges.Select(r => r.Asset).Distinct()], ranges.Min(r => r.From), ranges.Max(r => r.To)), cancellationToken);
}
