using System.Globalization;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Pages of stored risk, by keyset.</summary>
internal static class RiskPages
{
    public static async Task<Connection<RiskPointItem>> HistoryAsync(IReads reads, TenantId tenant, Guid portfolio, DateTimeOffset? from, DateTimeOffset? to, PagingArguments paging, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => (KeysetPage.Instant(w[0]), long.Parse(w[1], NumberStyles.None, CultureInfo.InvariantCulture)));
        var rows = await reads.ReadAsync(tenant, History(tenant, portfolio, (from, to), after, paging.First!.Value + 1), r => Point(portfolio, r), cancellationToken);
        return KeysetPage.Of(rows, paging, p => KeysetPage.Cursor(p.At, p.Number));
    }

    public static async Task<Connection<RiskWarningItem>> WarningsAsync(IReads reads, TenantId tenant, Guid portfolio, bool openOnly, PagingArguments paging, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 3, w => (KeysetPage.Instant(w[0]), w[1], w[2]));
        var rows = await reads.ReadAsync(tenant, Warnings(tenant, portfolio, openOnly, after, paging.First!.Value + 1), r => Warning(portfolio, r), cancellationToken);
        return KeysetPage.Of(rows, paging, w => KeysetPage.Cursor(w.RaisedAt, w.Kind, w.Subject));
    }

    public static async Task<Connection<RiskNightItem>> NightsAsync(IReads reads, TenantId tenant, Guid portfolio, PagingArguments paging, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => (DateOnly.ParseExact(w[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), int.Parse(w[1], NumberStyles.None, CultureInfo.InvariantCulture)));
        var rows = await reads.ReadAsync(tenant, Nights(tenant, portfolio, after, paging.First!.Value + 1), r => RiskNightItem.Of(JsonSerializer.Deserialize(r.GetString(0), RiskJson.Default.NightValue)!), cancellationToken);
        return KeysetPage.Of(rows, paging, n => KeysetPage.Cursor(n.Day, n.Version));
    }

    internal static NpgsqlBatchCommand Nights(TenantId tenant, Guid portfolio, (DateOnly Day, int Version)? after, int most) => Statement(
        "select body from portfolio.risk_night where tenant_id = $1 and portfolio_id = $2 and (day, version) < ($3, $4) order by day desc, version desc limit $5",
        tenant.Value, portfolio, after?.Day ?? new DateOnly(9999, 1, 1), after?.Version ?? int.MaxValue, most);

    internal static NpgsqlBatchCommand History(TenantId tenant, Guid portfolio, (DateTimeOffset? From, DateTimeOffset? To) time, (DateTime At, long Number)? after, int most)
    {
        var (at, number) = KeysetPage.Before(time.To, after);
        return Statement(
            "select number, at, body from portfolio.risk_report where tenant_id = $1 and portfolio_id = $2 and at >= $3 and (at, number) < ($4, $5) and format = $6 order by at desc, number desc limit $7",
            tenant.Value, portfolio, time.From?.UtcDateTime ?? DateTime.UnixEpoch, at, number, RiskSql.Format, most);
    }

    internal static NpgsqlBatchCommand Warnings(TenantId tenant, Guid portfolio, bool openOnly, (DateTime At, string Kind, string Subject)? after, int most) => Statement(
        $"""
        select kind, subject, raised_at, cleared_at, value::float8, threshold::float8 from portfolio.risk_warning
        where tenant_id = $1 and portfolio_id = $2 and (raised_at, kind, subject) < ($3, $4, $5) {(openOnly ? "and cleared_at is null" : "")}
        order by raised_at desc, kind desc, subject desc limit $6
        """,
        tenant.Value, portfolio, after?.At ?? KeysetPage.Latest, after?.Kind ?? "", after?.Subject ?? "", most);

    private static RiskPointItem Point(Guid portfolio, NpgsqlDataReader r) =>
        new(r.GetInt64(0), Utc(r, 1), RiskItem.Of(portfolio, JsonSerializer.Deserialize(r.GetString(2), RiskJson.Default.ReportValue)!) with { IsPast = true });

    private static RiskWarningItem Warning(Guid portfolio, NpgsqlDataReader r) =>
        new(portfolio, r.GetString(0), r.GetString(1), Utc(r, 2), r.IsDBNull(3) ? null : Utc(r, 3), r.GetDouble(4), r.GetDouble(5));

    private static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<object> values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);
}
