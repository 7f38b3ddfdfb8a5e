using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData.Assets;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.References;

/// <summary>Keeps candles as told and makes reference prices of them; candles quoted in what was priced just now are priced too.</summary>
internal sealed class RecordCandles(RegistrySource registry, ILogger<RecordCandles> log) : IMessageHandler<CandlesRecorded>
{
    /// <inheritdoc/>
    public async Task HandleAsync(CandlesRecorded message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var known = await registry.GetAsync(cancellationToken);
        var groups = message.Candles
            .GroupBy(c => (Base: known.Resolve(message.Venue, message.BaseSymbol, c.Open), Quote: known.Resolve(message.Venue, message.QuoteSymbol, c.Open)))
            .ToList();
        var added = new List<AssetId>();
        foreach (var group in groups)
        {
            if (group.Key is not ({ } based, { } quoted)) Log.CandlesUnknown(log, message.Market, message.Venue, $"{message.BaseSymbol}/{message.QuoteSymbol}");
            else if (await RecordAsync(transaction.Connection, message, based, quoted, [.. group], cancellationToken)) added.Add(based);
        }

        if (added.Count > 0) await transaction.PublishAsync(new ReferencePricesRecorded([.. added.Distinct()], message.Candles.Min(c => c.Open) + message.Interval, message.Candles.Max(c => c.Open) + message.Interval), cancellationToken);
    }

    private async Task<bool> RecordAsync(NpgsqlConnection connection, CandlesRecorded message, AssetId based, AssetId quoted, ImmutableArray<CandleFact> candles, CancellationToken cancellationToken)
    {
        var granularity = message.Interval == TimeSpan.FromDays(1) ? "day" : "hour";
        await using var keep = new NpgsqlCommand(ReferenceSql.KeepCandles, connection);
        Add(keep, message.Venue, message.Market, granularity, based.Value, quoted.Value);
        keep.Parameters.Add(new NpgsqlParameter { Value = candles.Select(c => (c.Open + message.Interval).ToUniversalTime()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        keep.Parameters.Add(new NpgsqlParameter { Value = candles.Select(c => c.Close.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        if (await keep.ExecuteNonQueryAsync(cancellationToken) == 0) return false;
        var count = await PriceAsync(connection, ReferenceSql.PriceMarket, [message.Venue, message.Market, granularity], cancellationToken);
        count += await PriceAsync(connection, ReferenceSql.PriceDependents, [based.Value, granularity], cancellationToken);
        Log.ReferencesRecorded(log, count, message.Market, message.Venue);
        return count > 0;
    }

    private static async Task<long> PriceAsync(NpgsqlConnection connection, string sql, string[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        Add(command, arguments);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<string> values)
    {
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
    }
}
