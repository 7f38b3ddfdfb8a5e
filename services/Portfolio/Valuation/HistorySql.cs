using System.Collections.Immutable;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Values once a minute.</summary>
internal static class HistorySql
{
    public static async Task WriteAsync(IDatabaseTransaction transaction, PortfolioView view, DateTimeOffset minute, Quantity value, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into portfolio.valuation_minute (tenant_id, portfolio_id, minute, currency, value, complete) values ($1, $2, $3, $4, $5::text::numeric, $6)
            on conflict (tenant_id, portfolio_id, minute) do update set currency = excluded.currency, value = excluded.value, complete = excluded.complete
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = view.Node.Id.Value });
        command.Parameters.Add(new() { Value = minute.UtcDateTime });
        command.Parameters.Add(new() { Value = view.Node.Currency.Value });
        command.Parameters.Add(new() { Value = value.ToString() });
        command.Parameters.Add(new() { Value = view.Complete });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One point every five minutes, at most so many.</summary>
    public static async Task<ImmutableArray<HistoryPoint>> ReadAsync(IDatabaseTransaction transaction, PortfolioId portfolio, DateTimeOffset from, int most, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection) { BatchCommands = { Points(transaction.Tenant, portfolio, from, most) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var points = ImmutableArray.CreateBuilder<HistoryPoint>();
        while (await reader.ReadAsync(cancellationToken)) points.Add(new(new(reader.GetDateTime(0), TimeSpan.Zero), Quantity.Parse(reader.GetString(1))));
        return points.ToImmutable();
    }

    internal static NpgsqlBatchCommand Points(TenantId tenant, PortfolioId portfolio, DateTimeOffset from, int most) => new("""
        select minute, value::text from portfolio.valuation_minute
        where tenant_id = $1 and portfolio_id = $2 and minute >= $3 and extract(minute from minute)::int % 5 = 0 order by minute limit $4
        """)
    {
        Parameters = { new() { Value = tenant.Value }, new() { Value = portfolio.Value }, new() { Value = from.UtcDateTime }, new() { Value = most } },
    };
}
