using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>What venues last said.</summary>
internal static class BalanceSql
{
    /// <summary>Stores a report unless a newer one is there. That a history was complete once is never forgotten.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, BalancesReported report, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into portfolio.balance_report as b (tenant_id, account_id, venue, at, history_complete, symbols, codes, amounts)
            values ($1, $2, $3, $4, $5, $6, $7, $8::text[]::numeric[])
            on conflict (tenant_id, account_id) do update set venue = excluded.venue, at = excluded.at, history_complete = b.history_complete or excluded.history_complete,
              symbols = excluded.symbols, codes = excluded.codes, amounts = excluded.amounts
            where b.at <= excluded.at
            """, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = report.Tenant.Value });
        p.Add(new() { Value = report.Account.Value });
        p.Add(new() { Value = report.Venue });
        p.Add(new() { Value = report.At.UtcDateTime });
        p.Add(new() { Value = report.HistoryComplete });
        p.Add(new() { Value = report.Balances.Select(b => b.Symbol).ToArray() });
        p.Add(new() { Value = report.Balances.Select(b => b.Code).ToArray() });
        p.Add(new() { Value = report.Balances.Select(b => b.Total.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<Dictionary<AccountId, ReportedBalances>> ReadAsync(IDatabaseTransaction transaction, AssetResolver resolver, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select account_id, venue, at, history_complete, symbols, codes, amounts::text[] from portfolio.balance_report", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var reports = new Dictionary<AccountId, ReportedBalances>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var at = new DateTimeOffset(reader.GetDateTime(2), TimeSpan.Zero);
            var (symbols, codes) = (reader.GetFieldValue<string[]>(4), reader.GetFieldValue<string[]>(5));
            var lines = symbols.Zip(codes, reader.GetFieldValue<string[]>(6)).Select(l => (l.First, l.Second, Quantity.Parse(l.Third)));
            reports[new(reader.GetGuid(0))] = new(at, reader.GetBoolean(3), Sum(reader.GetString(1), at, lines, resolver));
        }

        return reports;
    }

    /// <summary>Holdings by asset: wallets and codes that mean one asset are added up.</summary>
    public static Dictionary<AssetId, Quantity> Sum(string venue, DateTimeOffset at, IEnumerable<(string Symbol, string Code, Quantity Total)> lines, AssetResolver resolver)
    {
        var sums = new Dictionary<AssetId, Quantity>();
        foreach (var (symbol, code, total) in lines)
        {
            var asset = resolver.Resolve(venue, symbol, at) ?? AssetId.Unknown(venue, code);
            sums[asset] = sums.GetValueOrDefault(asset) + total;
        }

        return sums;
    }
}
