using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Pages of stored risk, by keyset.</summary>
internal static class RiskPages
{
    public static async Task<Connection<RiskPointItem>> HistoryAsync(IDatabaseTransaction transaction, Guid portfolio, DateTimeOffset from, DateTimeOffset to, PagingArguments paging, CancellationToken cancellationToken)
    {
        var before = paging.After is null ? long.MaxValue : long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NoCursor();
        await using var command = new NpgsqlCommand("""
            select number, at, body from portfolio.risk_report
            where tenant_id = $1 and portfolio_id = $2 and at >= $3 and at < $4 and number < $5 and format = $6 order by number desc limit $7
            """, transaction.Connection);
        Add(command, transaction, portfolio, from.UtcDateTime, to.UtcDateTime, before, RiskSql.Format, paging.First!.Value + 1);
        await using var r = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<RiskPointItem>();
        while (await r.ReadAsync(cancellationToken))
            rows.Add(new(r.GetInt64(0), Utc(r, 1), RiskItem.Of(portfolio, JsonSerializer.Deserialize(r.GetString(2), RiskJson.Default.ReportValue)!)));
        return Page(rows, paging, p => p.Number.ToString(CultureInfo.InvariantCulture));
    }

    public static async Task<Connection<RiskWarningItem>> WarningsAsync(IDatabaseTransaction transaction, Guid portfolio, bool openOnly, PagingArguments paging, CancellationToken cancellationToken)
    {
        var (at, kind, subject) = paging.After is null ? (DateTimeOffset.MaxValue.AddYears(-1), "", "") : Parse(paging.After);
        await using var command = new NpgsqlCommand("""
            select kind, subject, raised_at, cleared_at, value::float8, threshold::float8 from portfolio.risk_warning
            where tenant_id = $1 and portfolio_id = $2 and (not $3 or cleared_at is null) and (raised_at < $4 or (raised_at = $4 and (kind, subject) > ($5, $6)))
            order by raised_at desc, kind, subject limit $7
            """, transaction.Connection);
        Add(command, transaction, portfolio, openOnly, at.UtcDateTime, kind, subject, paging.First!.Value + 1);
        await using var r = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<RiskWarningItem>();
        while (await r.ReadAsync(cancellationToken))
            rows.Add(new(portfolio, r.GetString(0), r.GetString(1), Utc(r, 2), r.IsDBNull(3) ? null : Utc(r, 3), r.GetDouble(4), r.GetDouble(5)));
        return Page(rows, paging, w => string.Create(CultureInfo.InvariantCulture, $"{w.RaisedAt.UtcTicks} {w.Kind} {w.Subject}"));
    }

    private static Connection<T> Page<T>(List<T> rows, PagingArguments paging, Func<T, string> cursor)
        where T : notnull
    {
        var edges = rows.Take(paging.First!.Value).Select(row => new Edge<T>(cursor(row), row)).ToArray();
        return new Connection<T>(edges, new PageInfo(rows.Count > edges.Length, paging.After is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    private static (DateTimeOffset At, string Kind, string Subject) Parse(string cursor) =>
        cursor.Split(' ', 3) is [var ticks, var kind, var subject] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < DateTime.MaxValue.Ticks
            ? (new DateTimeOffset(at, TimeSpan.Zero), kind, subject)
            : throw NoCursor();

    private static GraphQLFieldException NoCursor() => new("This is no cursor of this server.", ErrorCodes.BadVariables);

    private static void Add(NpgsqlCommand command, IDatabaseTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        foreach (var value in values) command.Parameters.Add(value is string text ? new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Text } : new NpgsqlParameter { Value = value });
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);
}
