using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Which closes figures were made of.</summary>
internal static class CloseSql
{
    /// <summary>The rules are those of <see cref="PriceHistory"/>, over the versions that were known then.</summary>
    private const string Query = """
        select asset_id, count(*)::int, min(at), max(at), array_agg(distinct source order by source) from (
          select distinct on (asset_id, at) asset_id, at, source from marketdata.v_reference_price_version
          where asset_id = any($1) and granularity = 'day' and at >= $2 and at <= $3 and recorded_at <= $3 and date_trunc('day', at, 'UTC') = at
          order by asset_id, at, rank, source, version desc) c
        group by asset_id order by asset_id collate "C"
        """;

    /// <summary>Of the first of these assets.</summary>
    public static async Task<IReadOnlyList<ExplainedCloses>> ReadAsync(IDatabaseTransaction transaction, IEnumerable<AssetId> assets, int most, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Query, transaction.Connection);
        command.Parameters.Add(new() { Value = assets.Where(a => a != PriceQuestion.Dollar && !a.IsUnknown).Select(a => a.Value).Distinct().Order(StringComparer.Ordinal).Take(most).ToArray() });
        command.Parameters.Add(new() { Value = PriceHistory.FirstDayOf(asOf).UtcDateTime });
        command.Parameters.Add(new() { Value = asOf.UtcDateTime });
        await using var r = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<ExplainedCloses>();
        while (await r.ReadAsync(cancellationToken))
        {
            var last = Utc(r, 3);
            found.Add(new(r.GetString(0), r.GetInt32(1), Utc(r, 2), last, (int)(asOf - last).TotalSeconds, r.GetFieldValue<string[]>(4)));
        }

        return found;
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);
}
