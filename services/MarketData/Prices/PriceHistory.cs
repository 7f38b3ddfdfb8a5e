using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.MarketData.References;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>Keeps minutes for charts and, at each full hour, the consolidated price as a reference price.</summary>
internal sealed class PriceHistory(IDatabase database, IOptions<MarketDataOptions> options)
{
    private readonly MinuteBars _bars = new();

    /// <summary>A number above all earlier ones, so that readers see that versions begin anew.</summary>
    public async Task<long> NextEpochAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select nextval('marketdata.price_epoch')", transaction.Connection);
        var epoch = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return epoch;
    }

    /// <summary>Takes changed prices and stores a minute that ended.</summary>
    public async Task NoteAsync(IReadOnlyCollection<PriceValue> changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_bars.Note(changed, now) is not { } ended) return;
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await StoreAsync(transaction.Connection, ended.Minute, ended.Bars, cancellationToken);
        var close = ended.Minute.AddMinutes(1);
        if (close.Minute == 0) await PricedRange.PublishAsync(transaction, await StoreHourAsync(transaction.Connection, close, ended.Bars, cancellationToken), cancellationToken);
        if (close.Minute == 0) await ForgetAsync(transaction.Connection, now - options.Value.KeepMinutes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task StoreAsync(NpgsqlConnection connection, DateTimeOffset minute, List<MinuteBar> bars, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into marketdata.price_minute
            select a, $2, o::numeric, h::numeric, l::numeric, c::numeric from unnest($1::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(a, o, h, l, c)
            on conflict do nothing
            """,
            connection);
        AddTexts(command, bars.Select(b => b.Asset.Value));
        command.Parameters.Add(new NpgsqlParameter { Value = minute });
        AddTexts(command, bars.Select(b => b.Open.ToString()));
        AddTexts(command, bars.Select(b => b.High.ToString()));
        AddTexts(command, bars.Select(b => b.Low.ToString()));
        AddTexts(command, bars.Select(b => b.Close.ToString()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<PricedRange>> StoreHourAsync(NpgsqlConnection connection, DateTimeOffset hour, List<MinuteBar> bars, CancellationToken cancellationToken)
    {
        await using (var first = new NpgsqlCommand(ReferenceSql.Lock, connection)) await first.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            insert into marketdata.reference_price (asset_id, granularity, at, source, version, rank, usd)
            select a, 'hour', $2, 'consolidated', 1, 0, c::numeric from unnest($1::text[], $3::text[]) as t(a, c)
            on conflict do nothing
            """,
            connection);
        AddTexts(command, bars.Select(b => b.Asset.Value));
        command.Parameters.Add(new NpgsqlParameter { Value = hour });
        AddTexts(command, bars.Select(b => b.Close.ToString()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        var others = await PricedRange.AddAsync(connection, ReferenceSql.PriceDependents, [bars.Select(b => b.Asset.Value).ToArray(), "hour", hour, hour], cancellationToken);
        return [.. bars.Select(b => new PricedRange(b.Asset, hour, hour, 1)), .. others];
    }

    private static async Task ForgetAsync(NpgsqlConnection connection, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from marketdata.price_minute where minute < $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = before });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddTexts(NpgsqlCommand command, IEnumerable<string> texts) =>
        command.Parameters.Add(new NpgsqlParameter { Value = texts.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
}
