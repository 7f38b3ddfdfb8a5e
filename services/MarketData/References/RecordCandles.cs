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
        await using (var first = new NpgsqlCommand(ReferenceSql.Lock, transaction.Connection)) await first.ExecuteNonQueryAsync(cancellationToken);
        var added = new List<PricedRange>();
        foreach (var group in groups)
        {
            if (group.Key is not ({ } based, { } quoted)) Log.CandlesUnknown(log, message.Market, message.Venue, $"{message.BaseSymbol}/{message.QuoteSymbol}");
            else added.AddRange(await RecordAsync(transaction.Connection, message, based, quoted, [.. group], cancellationToken));
        }

        await PricedRange.PublishAsync(transaction, added, cancellationToken);
    }

    private async Task<IReadOnlyList<PricedRange>> RecordAsync(NpgsqlConnection connection, CandlesRecorded message, AssetId based, AssetId quoted, ImmutableArray<CandleFact> candles, CancellationToken cancellationToken)
    {
        var granularity = message.Interval == TimeSpan.FromDays(1) ? "day" : "hour";
        var closes = candles.Select(c => (c.Open + message.Interval).ToUniversalTime()).ToArray();
        await using var keep = new NpgsqlCommand(ReferenceSql.KeepCandles, connection);
        Add(keep, message.Venue, message.Market, granularity, based.Value, quoted.Value);
        keep.Parameters.Add(new NpgsqlParameter { Value = closes, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        keep.Parameters.Add(new NpgsqlParameter { Value = candles.Select(c => c.Close.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        keep.Parameters.Add(new NpgsqlParameter { Value = candles.Select(c => c.Volume?.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        if (await keep.ExecuteNonQueryAsync(cancellationToken) == 0) return [];
        var own = await PricedRange.AddAsync(connection, ReferenceSql.PriceMarket, [message.Venue, message.Market, granularity, closes.Min(), closes.Max()], cancellationToken);
        var others = await PricedRange.AddAsync(connection, ReferenceSql.PriceDependents, [new[] { based.Value }, granularity, closes.Min(), closes.Max()], cancellationToken);
        Log.ReferencesRecorded(log, own.Concat(others).Sum(r => r.Count), message.Market, message.Venue);
        return [.. own, .. others];
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<string> values)
    {
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
    }
}
