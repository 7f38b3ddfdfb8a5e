using System.Globalization;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Stores what the risk engine said.</summary>
internal static class RiskSql
{
    /// <summary>Format of the stored bodies.</summary>
    public const int Format = 1;

    /// <summary>The number of the last stored report; 0 when there is none.</summary>
    public static async Task<long> LastNumberAsync(IDatabaseTransaction transaction, PortfolioId portfolio, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "select coalesce(max(number), 0) from portfolio.risk_report where tenant_id = $1 and portfolio_id = $2", portfolio);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task WriteAsync(IDatabaseTransaction transaction, PortfolioId portfolio, ReportValue report, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "insert into portfolio.risk_report (tenant_id, portfolio_id, number, at, format, body) values ($1, $2, $3, $4, $5, $6) on conflict do nothing", portfolio,
            report.Number, report.AsOf.UtcDateTime, Format, JsonSerializer.Serialize(report, RiskJson.Default.ReportValue));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The last night that was computed in this version; null when none was.</summary>
    public static async Task<DateOnly?> LastNightAsync(IDatabaseTransaction transaction, PortfolioId portfolio, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "select max(day) from portfolio.risk_night where tenant_id = $1 and portfolio_id = $2 and version = $3", portfolio, RiskNight.Version);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            DateOnly day => day,
            DateTime day => DateOnly.FromDateTime(day),
            _ => null,
        };
    }

    public static async Task WriteAsync(IDatabaseTransaction transaction, PortfolioId portfolio, NightValue night, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "insert into portfolio.risk_night (tenant_id, portfolio_id, day, version, at, body) values ($1, $2, $3, $4, $5, $6) on conflict do nothing", portfolio,
            night.Day, night.Computation, night.AsOf.UtcDateTime, JsonSerializer.Serialize(night, RiskJson.Default.NightValue));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Of what is older than a week the first of each hour stays.</summary>
    public static async Task ThinAsync(IDatabaseTransaction transaction, PortfolioId portfolio, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, """
            delete from portfolio.risk_report r where r.tenant_id = $1 and r.portfolio_id = $2 and r.at < $3 and r.at >= $4
            and exists (select 1 from portfolio.risk_report e where e.tenant_id = $1 and e.portfolio_id = $2 and e.at >= date_trunc('hour', r.at) and e.at < r.at)
            """, portfolio, now.AddDays(-7).UtcDateTime, now.AddDays(-9).UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What stands of a portfolio, but for margins: those have a keeper of their own.</summary>
    public static async Task<IReadOnlyList<OpenWarning>> OpenWarningsAsync(IDatabaseTransaction transaction, PortfolioId portfolio, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, """
            select distinct on (kind, subject) kind, subject, raised_at, value::float8, threshold::float8 from portfolio.risk_warning
            where tenant_id = $1 and portfolio_id = $2 and cleared_at is null and kind <> 'MarginRatio' order by kind, subject, raised_at
            """, portfolio);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var open = new List<OpenWarning>();
        while (await reader.ReadAsync(cancellationToken)) open.Add(new(reader.GetString(0), reader.GetString(1), new(reader.GetDateTime(2), TimeSpan.Zero), reader.GetDouble(3), reader.GetDouble(4)));
        return open;
    }

    public static async Task RaiseAsync(IDatabaseTransaction transaction, PortfolioId portfolio, OpenWarning warning, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, """
            insert into portfolio.risk_warning (tenant_id, portfolio_id, kind, subject, raised_at, value, threshold) values ($1, $2, $3, $4, $5, $6::text::numeric, $7::text::numeric) on conflict do nothing
            """, portfolio, warning.Kind, warning.Subject, warning.RaisedAt.UtcDateTime, warning.Measured.ToString("R", CultureInfo.InvariantCulture), warning.Threshold.ToString("R", CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task ClearAsync(IDatabaseTransaction transaction, PortfolioId portfolio, OpenWarning warning, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "update portfolio.risk_warning set cleared_at = $5 where tenant_id = $1 and portfolio_id = $2 and kind = $3 and subject = $4 and cleared_at is null", portfolio,
            warning.Kind, warning.Subject, now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, PortfolioId portfolio, params ReadOnlySpan<object> more)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = portfolio.Value });
        foreach (var value in more) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
