using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>What venues last said of derivatives, and the margin warnings that stand.</summary>
internal static class DerivativeSql
{
    private const int Format = 1;

    /// <summary>Stores a report unless a newer one is there.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, DerivativesReported report, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into portfolio.derivative_report as d (tenant_id, account_id, venue, at, format, body) values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, account_id) do update set venue = excluded.venue, at = excluded.at, format = excluded.format, body = excluded.body where d.at <= excluded.at
            """, transaction.Connection);
        object[] values = [report.Tenant.Value, report.Account.Value, report.Venue, report.At.UtcDateTime, Format, JsonSerializer.Serialize(new Body(report.Positions, report.Collateral), JsonSerializerOptions.Web)];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All reports of a tenant.</summary>
    public static async Task<IReadOnlyList<DerivativeReport>> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select account_id, venue, at, body from portfolio.derivative_report where format = $1", transaction.Connection) { Parameters = { new() { Value = Format } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var reports = new List<DerivativeReport>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var body = JsonSerializer.Deserialize<Body>(reader.GetString(3), JsonSerializerOptions.Web)!;
            reports.Add(new(new(reader.GetGuid(0)), reader.GetString(1), new(reader.GetDateTime(2), TimeSpan.Zero), body.Positions, body.Collateral));
        }

        return reports;
    }

    /// <summary>The margin warnings of all portfolios of a tenant that stand.</summary>
    public static async Task<IReadOnlyList<(PortfolioId Portfolio, OpenWarning Warning)>> OpenWarningsAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select portfolio_id, subject, raised_at, value::float8, threshold::float8 from portfolio.risk_warning where tenant_id = $1 and cleared_at is null and kind = $2", transaction.Connection)
        { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = MarginWarnings.Kind } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var open = new List<(PortfolioId, OpenWarning)>();
        while (await reader.ReadAsync(cancellationToken))
            open.Add((new(reader.GetGuid(0)), new(MarginWarnings.Kind, reader.GetString(1), new(reader.GetDateTime(2), TimeSpan.Zero), reader.GetDouble(3), reader.GetDouble(4))));
        return open;
    }

    private sealed record Body(ImmutableArray<DerivativeFact> Positions, ImmutableArray<CollateralFact> Collateral);
}
