using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Price facts of ledger rows.</summary>
internal static class PriceFactSql
{
    private const string Holding = """
        select number, asset_id, usd::text, source, at, price_version from portfolio.price_fact
        where tenant_id = $1 and account_id = $2 and number between $3 and $4
        """;

    private const string Known = $"""
        {Holding} and known_at <= $5
        union all
        select number, asset_id, usd::text, source, at, price_version from portfolio.price_fact_past
        where tenant_id = $1 and account_id = $2 and number between $3 and $4 and known_at <= $5 and until > $5
        """;

    /// <summary>Facts by ledger row and asset: null where a price was asked for and nobody knows it.</summary>
    /// <param name="knownAt">As known then; null for the facts that hold.</param>
    public static async Task<Dictionary<(long Number, AssetId Asset), PriceFact?>> ReadAsync(
        IDatabaseTransaction transaction, AccountId account, long from, long to, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(knownAt is null ? Holding : Known, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to });
        if (knownAt is { } known) command.Parameters.Add(new() { Value = known.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var facts = new Dictionary<(long, AssetId), PriceFact?>();
        while (await reader.ReadAsync(cancellationToken))
            facts[(reader.GetInt64(0), new AssetId(reader.GetString(1)))] = reader.IsDBNull(2) ? null :
                new(Quantity.Parse(reader.GetString(2)), reader.GetString(3), new(reader.GetDateTime(4), TimeSpan.Zero), reader.GetInt32(5));
        return facts;
    }

    /// <summary>Writes facts of rows that have none; null where nobody knows the price yet.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, IReadOnlyList<AskedPrice> asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (asked.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            insert into portfolio.price_fact (tenant_id, account_id, entry_id, number, asset_id, asked, usd, source, at, price_version, known_at)
            select $1, t.account_id, t.entry_id, t.number, t.asset_id, t.asked, t.usd::numeric, t.source, t.at, t.price_version, $11
            from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10) as t(account_id, entry_id, number, asset_id, asked, usd, source, at, price_version)
            on conflict do nothing
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        Add(command, NpgsqlDbType.Uuid, asked, a => a.Entry.Key.Account.Value);
        Add(command, NpgsqlDbType.Uuid, asked, a => a.Entry.EntryId);
        Add(command, NpgsqlDbType.Bigint, asked, a => a.Entry.Number);
        Add(command, NpgsqlDbType.Text, asked, a => a.Question.Asset.Value);
        Add(command, NpgsqlDbType.TimestampTz, asked, a => a.Question.Time.UtcDateTime);
        Add(command, NpgsqlDbType.Text, asked, a => a.Fact?.Usd.ToString());
        Add(command, NpgsqlDbType.Text, asked, a => a.Fact?.Source);
        Add(command, NpgsqlDbType.TimestampTz, asked, a => a.Fact?.At.UtcDateTime);
        Add(command, NpgsqlDbType.Integer, asked, a => a.Fact?.Version ?? 0);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IReadOnlyList<AskedPrice> asked, Func<AskedPrice, T> column) =>
        command.Parameters.Add(new() { Value = asked.Select(column).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
}
