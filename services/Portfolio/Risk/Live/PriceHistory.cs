using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>The stored closes the figures are made of: a year of days, a month of hours. Read anew when assets are added, when prices were told, and when an hour ends.</summary>
internal sealed class PriceHistory(IDatabase database)
{
    private const int Days = 366, Hours = 721;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private const string Query = """
        select distinct on (asset_id, at) asset_id, at, usd::float8 from marketdata.v_reference_price
        where asset_id = any($1) and granularity = $2 and at >= $3 order by asset_id, at, rank, source
        """;

    private readonly HashSet<AssetId> assets = [];
    private DateTimeOffset read;
    private bool isOld = true;

    public PriceGrid Daily { get; private set; } = PriceGrid.Ending(DateTimeOffset.UnixEpoch, TimeSpan.FromDays(1), 1);

    public PriceGrid Hourly { get; private set; } = PriceGrid.Ending(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), 1);

    /// <summary>What is traded of each asset in a day, of those it is known of.</summary>
    public IReadOnlyDictionary<AssetId, TradedVolume> Volumes { get; private set; } = new Dictionary<AssetId, TradedVolume>();

    /// <summary>Rises each time prices were read.</summary>
    public long Version { get; private set; }

    public void Tell() => isOld = true;

    /// <summary>Makes sure assets are there. Returns whether prices were read anew.</summary>
    public async Task<bool> FollowAsync(IEnumerable<AssetId> wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = assets.Count;
        assets.UnionWith(wanted.Where(a => a != PriceQuestion.Dollar && !a.IsUnknown));
        var ended = now.UtcTicks / TimeSpan.TicksPerHour != read.UtcTicks / TimeSpan.TicksPerHour;
        if (assets.Count == before && ((!isOld && !ended) || now - read < Pause)) return false;
        (isOld, read) = (false, now);
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        if (!await ReferencePrices.IsThereAsync(transaction, cancellationToken)) return false;
        Daily = await DailyAsync(transaction, assets, now, cancellationToken);
        Hourly = await ReadAsync(transaction, assets, PriceGrid.Ending(now, TimeSpan.FromHours(1), Hours), "hour", cancellationToken);
        Volumes = await TradedVolume.ReadAsync(transaction, assets, now, cancellationToken);
        Version++;
        return true;
    }

    /// <summary>A year of daily closes.</summary>
    public static Task<PriceGrid> DailyAsync(IDatabaseTransaction transaction, IReadOnlyCollection<AssetId> assets, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(transaction, assets, Year(now), "day", cancellationToken);

    /// <summary>Where that year begins.</summary>
    public static DateTimeOffset FirstDayOf(DateTimeOffset now) => Year(now).First;

    private static PriceGrid Year(DateTimeOffset now) => PriceGrid.Ending(now, TimeSpan.FromDays(1), Days);

    private static async Task<PriceGrid> ReadAsync(IDatabaseTransaction transaction, IReadOnlyCollection<AssetId> assets, PriceGrid grid, string granularity, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Query, transaction.Connection);
        command.Parameters.Add(new() { Value = assets.Select(a => a.Value).ToArray() });
        command.Parameters.Add(new() { Value = granularity });
        command.Parameters.Add(new() { Value = grid.First.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) grid.Put(new AssetId(reader.GetString(0)), new(reader.GetDateTime(1), TimeSpan.Zero), reader.GetDouble(2));
        return grid;
    }
}
