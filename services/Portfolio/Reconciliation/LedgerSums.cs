using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>Reads all legs of an account that count, by asset, in the order of accounting.</summary>
internal static class LedgerSums
{
    public static async Task<Dictionary<AssetId, List<BookedLeg>>> ReadAsync(IDatabaseTransaction transaction, AccountId account, AssetResolver resolver, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select entry_id, number, time, venue, codes, symbols, amounts::text[] from portfolio.v_ledger_current
            where tenant_id = $1 and account_id = $2 and counts order by time, sequence, source collate "C", native_id collate "C"
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var legs = new Dictionary<AssetId, List<BookedLeg>>();
        while (await reader.ReadAsync(cancellationToken)) Add(legs, reader, resolver);
        return legs;
    }

    private static void Add(Dictionary<AssetId, List<BookedLeg>> legs, NpgsqlDataReader reader, AssetResolver resolver)
    {
        var (time, venue) = (new DateTimeOffset(reader.GetDateTime(2), TimeSpan.Zero), reader.GetString(3));
        var (codes, symbols, amounts) = (reader.GetFieldValue<string[]>(4), reader.GetFieldValue<string[]>(5), reader.GetFieldValue<string[]>(6));
        for (var i = 0; i < codes.Length; i++)
        {
            var asset = resolver.Resolve(venue, symbols[i], time) ?? AssetId.Unknown(venue, codes[i]);
            if (!legs.TryGetValue(asset, out var list)) legs[asset] = list = [];
            list.Add(new BookedLeg(reader.GetGuid(0), reader.GetInt64(1), time, codes[i], symbols[i], Quantity.Parse(amounts[i])));
        }
    }
}
