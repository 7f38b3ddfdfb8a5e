using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Reads MarketData's published reference prices: hourly, then daily, never from the future. Of prices alike the source decides, so that the same prices give the same answer.</summary>
internal static class ReferencePrices
{
    /// <summary>Begins a query for the best price of each question; a table of questions <c>q(asset_id, time)</c> and <see cref="Candidates"/> follow.</summary>
    public const string BestOf = """
        select q.asset_id, q.time, coalesce(h.usd, d.usd) as usd, coalesce(h.source, d.source) as source, coalesce(h.at, d.at) as at, coalesce(h.version, d.version) as version from
        """;

    /// <summary>Ends that query.</summary>
    public const string Candidates = """
        left join lateral (select usd, source, at, version from marketdata.v_reference_price p
          where p.asset_id = q.asset_id and p.granularity = 'hour' and p.at <= q.time and p.at > q.time - interval '3 hours' order by p.at desc, p.rank, p.source limit 1) h on true
        left join lateral (select usd, source, at, version from marketdata.v_reference_price p
          where h.usd is null and p.asset_id = q.asset_id and p.granularity = 'day' and p.at <= q.time and p.at > q.time - interval '3 days' order by p.at desc, p.rank, p.source limit 1) d on true
        where coalesce(h.usd, d.usd) is not null
        """;

    private const string Query = $"select asset_id, time, usd::text, source, at, version from ({BestOf} unnest($1, $2) as q(asset_id, time) {Candidates}) best";

    /// <summary>The prices there are; a question without an answer is missing.</summary>
    public static async Task<Dictionary<PriceQuestion, PriceFact>> ReadAsync(IDatabaseTransaction transaction, IReadOnlyCollection<PriceQuestion> questions, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<PriceQuestion, PriceFact>();
        if (questions.Count == 0 || !await IsThereAsync(transaction, cancellationToken)) return answers;
        await using var command = new NpgsqlCommand(Query, transaction.Connection);
        command.Parameters.Add(new() { Value = questions.Select(q => q.Asset.Value).ToArray() });
        command.Parameters.Add(new() { Value = questions.Select(q => q.Time.UtcDateTime).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            answers[new(new AssetId(reader.GetString(0)), Utc(reader, 1))] = new(Quantity.Parse(reader.GetString(2)), reader.GetString(3), Utc(reader, 4), reader.GetInt32(5));
        return answers;
    }

    /// <summary>Without MarketData's schema nothing has a price.</summary>
    public static async Task<bool> IsThereAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select to_regclass('marketdata.v_reference_price') is not null", transaction.Connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static DateTimeOffset Utc(NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);
}
